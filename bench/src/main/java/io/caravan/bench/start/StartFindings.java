package io.caravan.bench.start;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.caravan.bench.report.Figures;
import io.caravan.bench.report.Table;

/** What the starts took, in seconds and bytes. */
final class StartFindings {

    /** What the project promises on two cores. */
    private static final double STACK_SECONDS = 15;

    private static final double HUB_SECONDS = 4;
    private static final double VALIDATE_SECONDS = 5;
    private static final double HUB_BYTES = 300 << 20;

    private final List<Double> first = new ArrayList<>();
    private final List<Double> stack = new ArrayList<>();
    private final List<Double> hub = new ArrayList<>();
    private final List<Double> validate = new ArrayList<>();
    private final List<Double> bareJvm = new ArrayList<>();
    private final List<Double> bareCamel = new ArrayList<>();
    private final List<Double> hubMemory = new ArrayList<>();
    private final List<Double> bareCamelMemory = new ArrayList<>();
    private final Map<String, Long> servers = new TreeMap<>();

    void firstStart(Duration took) {
        first.add(Figures.seconds(took));
    }

    void stack(Duration took) {
        stack.add(Figures.seconds(took));
    }

    void hub(Duration took) {
        hub.add(Figures.seconds(took));
    }

    void validate(Duration took) {
        validate.add(Figures.seconds(took));
    }

    void bareJvm(Duration took) {
        bareJvm.add(Figures.seconds(took));
    }

    void bareCamel(Duration took) {
        bareCamel.add(Figures.seconds(took));
    }

    void hubMemory(long bytes) {
        hubMemory.add((double) bytes);
    }

    void bareCamelMemory(long bytes) {
        bareCamelMemory.add((double) bytes);
    }

    void serverMemory(Map<String, Long> bytes) {
        servers.putAll(bytes);
    }

    Table times() {
        var table = new Table("time to ready", "median", "worst", "limit", "to empty Camel");
        time(table, "whole stack, empty servers", first, "");
        time(table, "whole stack, warm", stack, limit(stack, STACK_SECONDS));
        time(table, "hub, servers up", hub, limit(hub, HUB_SECONDS));
        time(table, "validate", validate, limit(validate, VALIDATE_SECONDS));
        time(table, "empty Camel main", bareCamel, "");
        time(table, "empty JVM", bareJvm, "");
        return table;
    }

    Table memory() {
        double camel = Figures.median(bareCamelMemory);
        double hubBytes = Figures.highest(hubMemory);
        var table = new Table("resident memory when ready", "highest", "limit", "to empty Camel");
        if (!hubMemory.isEmpty()) {
            String limit = Figures.megabytes(HUB_BYTES) + verdict(hubBytes <= HUB_BYTES);
            table.row("hub", Figures.megabytes(hubBytes), limit, Figures.ratio(hubBytes, camel));
        }
        table.row("empty Camel main", Figures.megabytes(camel), "", "1.00");
        servers.forEach((name, bytes) -> table.row(name, Figures.megabytes(bytes), "", ""));
        return table;
    }

    private void time(Table table, String what, Collection<Double> seconds, String limit) {
        if (!seconds.isEmpty()) {
            double median = Figures.median(seconds);
            table.row(
                    what,
                    Figures.seconds(median),
                    Figures.seconds(Figures.highest(seconds)),
                    limit,
                    Figures.ratio(median, Figures.median(bareCamel)));
        }
    }

    private static String limit(Collection<Double> seconds, double limit) {
        return Figures.seconds(limit) + verdict(Figures.median(seconds) <= limit);
    }

    private static String verdict(boolean within) {
        return within ? " kept" : " NOT KEPT";
    }
}
