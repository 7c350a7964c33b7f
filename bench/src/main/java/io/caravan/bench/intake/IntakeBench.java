package io.caravan.bench.intake;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import io.caravan.bench.BenchCommand;
import io.caravan.bench.Run;
import io.caravan.bench.load.Events;
import io.caravan.bench.load.HttpLoad;
import io.caravan.bench.load.LoadResult;
import io.caravan.bench.load.Topic;
import io.caravan.bench.report.Figures;
import io.caravan.bench.report.Table;
import io.caravan.bench.stack.Hub;
import io.caravan.bench.stack.JavaProcess;
import io.caravan.bench.stack.Project;
import io.caravan.bench.stack.Servers;
import io.caravan.embedded.FreePorts;

/** HTTP intake to Kafka, by the hub and by a bare handler in turns. */
@Command(
        name = "intake",
        description =
                "Measures HTTP intake to Kafka (acks=all) against a bare Vert.x handler, and memory under overload.")
public final class IntakeBench extends BenchCommand {

    private static final String PATH = "/api/v1/behaviors";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int DIFFERENT_BODIES = 64;
    private static final long HALF_LIMIT_MICROS = 50_000;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "5",
            description = "Length of a round (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Rounds of each, in turns, after one that does not count (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            defaultValue = "40",
            description = "Length of the round that does not count (default: ${DEFAULT-VALUE}).")
    private double warmUp;

    @Option(
            names = "--clients",
            paramLabel = "N",
            defaultValue = "32",
            description = "Clients, each with one request under way (default: ${DEFAULT-VALUE}).")
    private int clients;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "100",
            description = "Events in a request of several (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(
            names = "--overload",
            paramLabel = "N",
            defaultValue = "512",
            description = "Clients of the overload (default: ${DEFAULT-VALUE}).")
    private int overloadClients;

    @Override
    protected void measure(Run run) throws Exception {
        Servers servers = Servers.start(run);
        Project project = Project.copy(run.home(), run.folder().resolve("project"))
                .without("routes/cdr")
                .without("routes/behavior/realtime")
                .without("routes/behavior/store")
                .without("routes/behavior/store.camel.yaml")
                .without("routes/behavior/resend.camel.yaml");
        Hub hub = run.add(new Hub(run, project.home()).with(servers)).start();
        Topic bareTopic = Topic.create(servers.brokers(), "bare-behaviors");
        int barePort = startBare(run, bareTopic);
        run.say("hub ready after " + Figures.seconds(Figures.seconds(hub.awaitReady(LIMIT))));
        Topic hubTopic = new Topic(servers.brokers(), Topic.OF_THE_HUB);

        var table = new Table("intake, acks=all", "hub events/s", "bare", "ratio", "hub p50", "p99", "bare p50", "p99");
        var half = new Table("half of that", "events/s", "p50", "p99", "limit of p99", "");
        for (int size : new int[] {1, batch}) {
            double rate = compare(run, new Side(hub.port(), hubTopic), new Side(barePort, bareTopic), size, table);
            halfOf(rate, hub, size, half);
        }
        run.add(table);
        run.add(half);
        Overload overload = new Overload(hub, overloadClients, round().multipliedBy(2));
        run.add(overload.run(run, hubTopic, PATH, bodies(batch), batch));
    }

    private Duration round() {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private record Side(int port, Topic topic) {}

    private void halfOf(double rate, Hub hub, int size, Table table) {
        try (var load = new HttpLoad(PATH, bodies(size))) {
            LoadResult result = load.run(hub.port(), clients, round(), rate / 2 / size);
            long p99 = result.latencies().percentile(0.99);
            table.row(
                    size == 1 ? "single events" : size + "-event batches",
                    rate(result, size),
                    Figures.millis(result.latencies().percentile(0.5)),
                    Figures.millis(p99),
                    Figures.millis(HALF_LIMIT_MICROS),
                    p99 <= HALF_LIMIT_MICROS ? "kept" : "NOT KEPT");
        }
    }

    private double compare(Run run, Side hub, Side bare, int size, Table table) {
        String what = size == 1 ? "single events" : size + "-event batches";
        long hubBefore = hub.topic().records();
        long bareBefore = bare.topic().records();
        LoadResult ours = LoadResult.none();
        LoadResult peers = LoadResult.none();
        long warmHub = 0;
        long warmBare = 0;
        try (var load = new HttpLoad(PATH, bodies(size))) {
            for (int round = 0; round <= rounds; round++) {
                Duration length = round == 0 ? Duration.ofMillis(Math.round(warmUp * 1000)) : round();
                LoadResult our = load.run(hub.port(), clients, length);
                LoadResult peer = load.run(bare.port(), clients, length);
                run.say("%s, round %d: hub %s events/s, bare %s"
                        .formatted(what, round, rate(our, size), rate(peer, size)));
                if (round == 0) {
                    warmHub = our.accepted();
                    warmBare = peer.accepted();
                } else {
                    ours = ours.and(our);
                    peers = peers.and(peer);
                }
            }
        }
        double hubRate = Figures.rate(ours.accepted() * size, ours.took());
        double bareRate = Figures.rate(peers.accepted() * size, peers.took());
        table.row(
                what,
                Figures.number(hubRate),
                Figures.number(bareRate),
                Figures.ratio(hubRate, bareRate),
                Figures.millis(ours.latencies().percentile(0.5)),
                Figures.millis(ours.latencies().percentile(0.99)),
                Figures.millis(peers.latencies().percentile(0.5)),
                Figures.millis(peers.latencies().percentile(0.99)));
        run.check(what + ", hub: requests answered with 202", ours.sent(), ours.accepted());
        run.check(
                what + ", hub: events in Kafka",
                (ours.accepted() + warmHub) * size,
                hub.topic().records() - hubBefore);
        run.check(
                what + ", bare: events in Kafka",
                (peers.accepted() + warmBare) * size,
                bare.topic().records() - bareBefore);
        return hubRate;
    }

    private static String rate(LoadResult result, int size) {
        return Figures.number(Figures.rate(result.accepted() * size, result.took()));
    }

    private static List<String> bodies(int size) {
        var events = new Events("bench-", System.currentTimeMillis());
        List<String> bodies = new ArrayList<>();
        IntStream.range(0, DIFFERENT_BODIES)
                .forEach(i -> bodies.add(size == 1 ? events.json(i) : events.array((long) i * size, size)));
        return bodies;
    }

    private static int startBare(Run run, Topic topic) throws IOException {
        int port = FreePorts.one();
        JavaProcess bare = run.add(JavaProcess.bench(
                run.home(),
                run.folder().resolve("bare-intake.log"),
                BareIntake.class.getName(),
                String.valueOf(port),
                topic.brokers(),
                topic.name()));
        bare.awaitLine(BareIntake.READY, LIMIT);
        return port;
    }
}
