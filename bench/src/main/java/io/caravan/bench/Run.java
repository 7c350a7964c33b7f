package io.caravan.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

import io.caravan.bench.report.Machine;
import io.caravan.bench.report.Table;
import io.caravan.bench.stack.Folder;

/** One run of a bench: its folder, what it started, what it found. Ctrl-C ends everything it started. */
public final class Run implements AutoCloseable {

    private final Path home;
    private final Path folder;
    private final PrintWriter out;
    private final long startedAt = System.nanoTime();
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final List<Table> tables = new ArrayList<>();
    private final Table checks = new Table("check", "truth", "found", "");
    private final Thread onExit = new Thread(this::end, "end of the bench");
    private boolean right = true;
    private boolean reported;

    /** @param home the project folder */
    public Run(Path home, String name, PrintWriter out) throws IOException {
        this.home = home;
        this.out = out;
        this.folder = Files.createTempDirectory(Files.createDirectories(home.resolve("bench/target/runs")), name + "-");
        Runtime.getRuntime().addShutdownHook(onExit);
    }

    public Path home() {
        return home;
    }

    /** A folder of the run's own; it stays when the run fails. */
    public Path folder() {
        return folder;
    }

    /** From now on this is closed with the run, the last first. */
    public synchronized <T extends AutoCloseable> T add(T service) {
        started.push(service);
        return service;
    }

    /** Tells how the run goes. */
    public synchronized void say(String line) {
        long seconds = (System.nanoTime() - startedAt) / 1_000_000_000;
        out.printf(Locale.ROOT, "%4d s  %s%n", seconds, line);
        out.flush();
    }

    public void add(Table table) {
        tables.add(table);
    }

    /** What must be the same; a difference fails the bench. */
    public void check(String what, Object truth, Object found) {
        boolean same = truth.toString().equals(found.toString());
        right &= same;
        checks.row(what, truth.toString(), found.toString(), same ? "right" : "WRONG");
    }

    /** Prints everything that was found; false when a check failed. */
    boolean report() {
        out.println();
        out.println(Machine.description());
        tables.forEach(table -> out.printf("%n%s", table));
        if (!checks.isEmpty()) {
            out.printf("%n%s", checks);
        }
        out.flush();
        reported = true;
        return right;
    }

    @Override
    public void close() throws IOException {
        Runtime.getRuntime().removeShutdownHook(onExit);
        end();
        if (reported && right) {
            Folder.delete(folder);
        } else {
            say("Data and logs are kept in " + folder);
        }
    }

    private synchronized void end() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                say("while ending: " + e.getMessage());
            }
        }
    }
}
