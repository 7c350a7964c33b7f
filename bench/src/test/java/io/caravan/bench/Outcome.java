package io.caravan.bench;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What a command line came to. */
record Outcome(int exit, String out, String err) {

    static Outcome of(String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exit = Bench.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
        return new Outcome(exit, out.toString(), err.toString());
    }

    @Override
    public String toString() {
        return "exit " + exit + "\n" + out + err;
    }
}
