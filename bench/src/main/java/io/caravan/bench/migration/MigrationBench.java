package io.caravan.bench.migration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import io.caravan.bench.BenchCommand;
import io.caravan.bench.Run;
import io.caravan.bench.report.Figures;
import io.caravan.bench.report.Table;
import io.caravan.bench.stack.Hub;
import io.caravan.bench.stack.Project;
import io.caravan.bench.stack.Servers;

/** How fast partitions get to S3, and what a plan of very many costs. */
@Command(
        name = "migration",
        description = "Measures both ways to S3, from the HTTP request to done, against ClickHouse's bare statements.")
public final class MigrationBench extends BenchCommand {

    private static final String DATABASE = "storage";
    private static final Duration READY = Duration.ofMinutes(2);

    private static final String MOVE = "move";
    private static final String COPY = "copy";
    private static final String BARE = ", bare statements one after the other";
    private static final String BARE_LANES = ", bare statements in lanes";

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "8",
            description = "Partitions of the table (default: ${DEFAULT-VALUE}).")
    private int partitions;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "2000000",
            description = "Rows of each partition (default: ${DEFAULT-VALUE}).")
    private long rows;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Rounds of each that count, in turns (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--lanes",
            paramLabel = "N",
            defaultValue = "2",
            description = "Partitions in work at the same time (default: ${DEFAULT-VALUE}, as the hub's own).")
    private int lanes;

    @Option(
            names = "--many",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Partitions of the table that is planned (default: ${DEFAULT-VALUE}).")
    private int many;

    @Option(
            names = "--watch",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "Length of the look at the hub that moves those (default: ${DEFAULT-VALUE}).")
    private int watch;

    private final Map<String, List<Double>> seconds = new LinkedHashMap<>();

    @Override
    protected void measure(Run run) throws Exception {
        Servers servers = Servers.startStorage(run);
        Project project = Project.copy(run.home(), run.folder().resolve("project"))
                .without("routes/cdr")
                .without("routes/behavior")
                .without("routes/analytics")
                .without("routes/config");
        try (var hub = new Hub(run, project.home())
                .with(servers)
                .set("caravan.kafka.create-topics", "false")
                .start()) {
            var api = new MigrationApi(hub.port());
            api.awaitReady(READY);
            var tables = new StorageTables(servers.sql(), DATABASE, partitions);
            tables.fill(rows);
            long bytes = tables.bytes("source");
            run.say(partitions + " partitions of " + Figures.megabytes(bytes / (double) partitions) + " each");
            var contest = new StorageContest(run, servers.sql(), api, tables, tables.content("source"), lanes);
            for (int round = 0; round <= rounds; round++) {
                round(run, contest, round);
            }
            report(run, bytes);
            new ManyPartitions(run, servers.sql(), api, hub.process().pid(), DATABASE, many)
                    .measure(3, Duration.ofSeconds(watch));
        }
    }

    /** The first round warms up; whoever began in the last one follows in this one. */
    private void round(Run run, StorageContest contest, int round) {
        Map<String, DoubleSupplier> contestants = new LinkedHashMap<>();
        contestants.put(MOVE, () -> contest.hubMove(round));
        contestants.put(MOVE + BARE, () -> contest.bareMove(round, 1));
        contestants.put(MOVE + BARE_LANES, () -> contest.bareMove(round, lanes));
        contestants.put(COPY, () -> contest.hubCopy(round));
        contestants.put(COPY + BARE, () -> contest.bareCopy(round, 1));
        contestants.put(COPY + BARE_LANES, () -> contest.bareCopy(round, lanes));
        if (lanes == 1) {
            contestants.keySet().removeIf(who -> who.endsWith(BARE_LANES));
        }
        List<String> turns = new ArrayList<>(contestants.keySet());
        if (round % 2 == 1) {
            Collections.reverse(turns);
        }
        for (String who : turns) {
            double took = contestants.get(who).getAsDouble();
            run.say("round " + round + ", " + who + ": " + Figures.seconds(took));
            if (round > 0) {
                seconds.computeIfAbsent(who, name -> new ArrayList<>()).add(took);
            }
        }
    }

    private void report(Run run, long bytes) {
        Table table = new Table(
                "to S3, " + Figures.megabytes(bytes) + " in " + partitions + " partitions",
                "median",
                "MB/s",
                "hub to it",
                "limit");
        rows(table, bytes, MOVE, 0.95);
        rows(table, bytes, COPY, 0.90);
        run.add(table);
    }

    private void rows(Table table, long bytes, String way, double limit) {
        double hub = Figures.median(seconds.get(way));
        for (String who : List.of(way, way + BARE, way + BARE_LANES)) {
            if (seconds.containsKey(who)) {
                double took = Figures.median(seconds.get(who));
                table.row(
                        who,
                        Figures.seconds(took),
                        Figures.number(bytes / took / (1 << 20)),
                        Figures.ratio(took, hub),
                        who.equals(way) ? "" : limit + (took / hub >= limit ? ", kept" : ", NOT KEPT"));
            }
        }
    }
}
