package io.caravan.hub.cli;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;

import io.caravan.embedded.EmbeddedServers;

/** Tells on the terminal how the start goes. */
final class StartReport implements EmbeddedServers.Listener {

    private final PrintWriter out;
    private final boolean quiet;

    /** @param quiet when the log is for machines: nothing but log lines then */
    StartReport(PrintWriter out, boolean quiet) {
        this.out = out;
        this.quiet = quiet;
    }

    @Override
    public void starting(String server) {
        // The line that tells it is ready says enough.
    }

    @Override
    public void ready(String server, Duration took) {
        say(String.format(Locale.ROOT, "  %-12s ready in %.1f s", server, seconds(took)));
    }

    void hubReady(Duration took) {
        String memory = Memory.resident().stream()
                .mapToObj(bytes -> ", " + bytes / (1024 * 1024) + " MB resident")
                .findFirst()
                .orElse("");
        say(String.format(Locale.ROOT, "  %-12s ready in %.1f s%s", "hub", seconds(took), memory));
    }

    void allReady() {
        say(String.format(Locale.ROOT, "Ready in %.1f s.", seconds(sinceProcessStart())));
    }

    void say(String line) {
        if (!quiet) {
            out.println(line);
            out.flush();
        }
    }

    static Duration sinceProcessStart() {
        return Duration.ofMillis(System.currentTimeMillis()
                - ManagementFactory.getRuntimeMXBean().getStartTime());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
