package io.caravan.hub.client;

import java.io.PrintWriter;

/** Shows progress: on a terminal one line that changes, elsewhere a line for each change. */
public final class Screen {

    private static final String CLEAR = "\r\u001B[K";

    private final PrintWriter out;
    private final boolean terminal;
    private String last = "";

    /** @param terminal whether somebody looks at it */
    public Screen(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** A line that replaces the one before: with the bar in front on a terminal, without it elsewhere. */
    public synchronized void show(String bar, String line) {
        String text = terminal ? bar + "  " + line : line;
        if (!text.equals(last)) {
            out.print(terminal ? CLEAR + text : text + System.lineSeparator());
            out.flush();
            last = text;
        }
    }

    /** A line that stays. */
    public synchronized void say(String text) {
        out.print(terminal && !last.isEmpty() ? System.lineSeparator() : "");
        out.println(text);
        out.flush();
        last = "";
    }
}
