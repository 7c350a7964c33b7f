package io.caravan.cdr.sync.cli;

import java.io.PrintWriter;

/** Shows progress: on a terminal one line that changes, elsewhere a line for each change. */
final class Screen {

    private static final String CLEAR = "\r\u001B[K";

    private final PrintWriter out;
    private final boolean terminal;
    private final ProgressLine line;
    private String last = "";

    Screen(PrintWriter out, boolean terminal, ProgressLine line) {
        this.out = out;
        this.terminal = terminal;
        this.line = line;
    }

    synchronized void show(Job job) {
        String text = terminal ? line.drawn(job) : line.plain(job);
        if (!text.equals(last)) {
            out.print(terminal ? CLEAR + text : text + System.lineSeparator());
            out.flush();
            last = text;
        }
    }

    /** A line that stays. */
    synchronized void say(String text) {
        out.print(terminal && !last.isEmpty() ? System.lineSeparator() : "");
        out.println(text);
        out.flush();
        last = "";
    }
}
