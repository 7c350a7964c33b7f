package io.caravan.bench.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import io.caravan.bench.BenchCommand;
import io.caravan.bench.Run;
import io.caravan.bench.load.Events;
import io.caravan.bench.load.ProducerSettings;
import io.caravan.bench.load.Topic;
import io.caravan.bench.report.Figures;
import io.caravan.bench.report.Table;
import io.caravan.bench.stack.Hub;
import io.caravan.bench.stack.JavaProcess;
import io.caravan.bench.stack.Memory;
import io.caravan.bench.stack.Project;
import io.caravan.bench.stack.Servers;
import io.caravan.bench.stack.Sql;

/** How fast a full topic gets into ClickHouse. */
@Command(
        name = "store",
        description = "Measures Kafka to ClickHouse against ClickHouse's own Kafka engine and against a bare reader.")
public final class StoreBench extends BenchCommand {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "3000000",
            description = "Events that count (default: ${DEFAULT-VALUE}).")
    private int events;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "1500000",
            description = "Events before them that do not count (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "2",
            description = "Rounds of each, in turns (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--peer-settings",
            paramLabel = "SETTINGS",
            defaultValue = "kafka_num_consumers = 2, kafka_thread_per_consumer = 1, kafka_max_block_size = 262144,"
                    + " kafka_poll_max_batch_size = 65536, kafka_flush_interval_ms = 1000",
            description = "Settings of ClickHouse's Kafka engine (default: ${DEFAULT-VALUE}).")
    private String peerSettings;

    @Option(
            names = "--targets",
            paramLabel = "TARGET",
            split = ",",
            defaultValue = "BARE,AGGREGATES",
            description = "What is filled (default: ${DEFAULT-VALUE}).")
    private List<Target> targets;

    private final Map<Target, Effort> ours = new EnumMap<>(Target.class);
    private final Map<Target, Effort> peers = new EnumMap<>(Target.class);
    private final List<Double> readRates = new ArrayList<>();
    private final List<Double> hubMemory = new ArrayList<>();

    @Override
    protected void measure(Run run) throws Exception {
        Servers servers = Servers.start(run);
        Topic topic = Topic.create(servers.brokers(), Topic.OF_THE_HUB);
        fill(topic, warmUp + events);
        run.say(Figures.number(warmUp + events) + " events in Kafka");
        Project project = Project.copy(run.home(), run.folder().resolve("project"))
                .without("routes/cdr")
                .without("routes/behavior/realtime")
                .without("routes/behavior/intake-aliases.camel.yaml")
                .without("routes/behavior/intake.camel.yaml");
        for (int round = 1; round <= rounds; round++) {
            readRates.add(read(run, topic));
            run.say("bare reader: " + Figures.number(last(readRates)) + " events/s");
            for (Target target : targets) {
                target.prepare(project);
                String name = target.name().toLowerCase(Locale.ROOT) + "_" + round;
                double our = hub(run, servers, project, target, "hub_" + name);
                double peer = peer(run, servers, target, "hub_" + name, "engine_" + name);
                run.say("%s: hub %s events/s, ClickHouse's Kafka engine %s"
                        .formatted(target.title(), Figures.number(our), Figures.number(peer)));
            }
        }
        var table =
                new Table("Kafka to ClickHouse", "events/s", "hub to it", "µs an event: hub", "ClickHouse", "Kafka");
        for (Target target : targets) {
            double hub = ours.get(target).rate();
            table.row(cells(target.title() + ": hub", hub, "1.00", ours.get(target)));
            Effort peer = peers.get(target);
            table.row(cells("  its Kafka engine", peer.rate(), Figures.ratio(hub, peer.rate()), peer));
        }
        run.add(table.row("bare reader", Figures.number(Figures.median(readRates)), "", "", "", ""));
        run.add(new Table("memory", "highest").row("hub", Figures.megabytes(Figures.highest(hubMemory))));
    }

    private static String[] cells(String who, double rate, String ratio, Effort effort) {
        String[] micros = effort.micros();
        return new String[] {who, Figures.number(rate), ratio, micros[0], micros[1], micros[2]};
    }

    private static void fill(Topic topic, int count) {
        var events = new Events("evt-", System.currentTimeMillis());
        try (Producer<String, byte[]> producer = ProducerSettings.producer(topic.brokers())) {
            for (int i = 0; i < count; i++) {
                byte[] value = events.json(i).getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>(topic.name(), events.user(i), value));
            }
            producer.flush();
        }
        if (topic.records() != count) {
            throw new IllegalStateException("Kafka took " + topic.records() + " events of " + count);
        }
    }

    private double read(Run run, Topic topic) throws IOException {
        var log = Files.createTempFile(run.folder(), "reader-", ".log");
        try (var reader = JavaProcess.bench(
                run.home(),
                log,
                BareReader.class.getName(),
                topic.brokers(),
                topic.name(),
                String.valueOf(warmUp),
                String.valueOf(events))) {
            reader.awaitExit(LIMIT);
            String output = reader.output();
            return Double.parseDouble(output.substring(output.indexOf(BareReader.RATE) + BareReader.RATE.length())
                    .strip());
        }
    }

    private double hub(Run run, Servers servers, Project project, Target target, String database) throws IOException {
        double rate;
        try (var hub = new Hub(run, project.home())
                .with(servers)
                .set("caravan.clickhouse.database", database)
                .set("caravan.behavior.store.group", database)
                .start()) {
            String count = "SELECT count() FROM " + database + ".user_behaviors";
            rate = ours.computeIfAbsent(target, first -> new Effort())
                    .of(
                            servers,
                            hub.process().pid(),
                            (long) warmUp + events,
                            () -> Drain.rate(
                                    () -> servers.sql().numberOr(0, count), warmUp, (long) warmUp + events, LIMIT));
            hubMemory.add((double) Memory.resident(hub.process().pid()));
        }
        check(run, servers.sql(), "hub", database + ".user_behaviors");
        return rate;
    }

    private double peer(Run run, Servers servers, Target target, String hubDatabase, String database) {
        Sql sql = servers.sql();
        var engine = new KafkaEngine(sql, servers.brokers(), Topic.OF_THE_HUB, peerSettings);
        String table = target.copy(sql, hubDatabase, database);
        double rate = peers.computeIfAbsent(target, first -> new Effort())
                .of(servers, 0, (long) warmUp + events, () -> {
                    engine.start(table, database);
                    return Drain.rate(
                            () -> sql.number("SELECT count() FROM " + table), warmUp, (long) warmUp + events, LIMIT);
                });
        engine.stop(database);
        check(run, sql, "Kafka engine", table);
        return rate;
    }

    private void check(Run run, Sql sql, String who, String table) {
        long total = (long) warmUp + events;
        run.check(who + ": rows", total, sql.number("SELECT count() FROM " + table));
        run.check(who + ": distinct ids", total, sql.number("SELECT uniqExact(event_id) FROM " + table));
        run.check(
                who + ": sum of the numbers",
                Events.sumOfNumbers(total),
                sql.number("SELECT sum(JSONExtractUInt(extra_data, 'n')) FROM " + table));
    }

    private static double last(List<Double> values) {
        return values.get(values.size() - 1);
    }
}
