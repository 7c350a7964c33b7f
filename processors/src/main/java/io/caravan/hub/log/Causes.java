package io.caravan.hub.log;

import java.util.ArrayList;
import java.util.List;

/** Says in a few words why something failed. */
public final class Causes {

    private static final int LONGEST = 400;

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
        String said = message.isEmpty() ? t.getClass().getSimpleName() : message;
        return said.length() <= LONGEST ? said : said.substring(0, LONGEST) + " …";
    }
}
