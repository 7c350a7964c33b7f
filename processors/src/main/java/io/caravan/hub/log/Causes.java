package io.caravan.hub.log;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Says in a few words why something failed. */
public final class Causes {

    private static final int LONGEST = 400;

    /** How Java names a cause in the message of what wraps it. */
    private static final Pattern CLASS_NAME = Pattern.compile("^(?:[a-z][\\w$]*\\.)+[A-Z][\\w$]*: (?=.)");

    private Causes() {}

    /** The messages from the outermost to the innermost cause, each once, the shortest text that still explains. */
    public static List<String> chain(Throwable failure) {
        List<String> chain = new ArrayList<>();
        for (Throwable t = failure; t != null && chain.size() < 8; t = t.getCause()) {
            String said = text(t);
            if (chain.stream().noneMatch(earlier -> earlier.contains(said))) {
                chain.add(said);
            }
        }
        return List.copyOf(chain);
    }

    /** The innermost message in one line. */
    public static String brief(Throwable failure) {
        List<String> chain = chain(failure);
        return chain.get(chain.size() - 1);
    }

    private static String text(Throwable t) {
        String message = t.getMessage() == null ? "" : t.getMessage().strip().replaceAll("\\s+", " ");
        message = CLASS_NAME.matcher(message).replaceFirst("");
        String said = message.isEmpty() ? t.getClass().getSimpleName() : message;
        return said.length() <= LONGEST ? said : said.substring(0, LONGEST) + " …";
    }
}
