package io.caravan.bench.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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
            defaultValue = "500000",
            description = "Events that count (default: ${DEFAULT-VALUE}).")
    private int events;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "200000",
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

    private final List<Double> hubRates = new ArrayList<>();
    private final List<Double> peerRates = new ArrayList<>();
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
            hub(run, servers, project, "hub_" + round);
            run.say("hub: " + Figures.number(last(hubRates)) + " events/s");
            peer(run, servers, "hub_" + round, "engine_" + round);
            run.say("ClickHouse's Kafka engine: " + Figures.number(last(peerRates)) + " events/s");
        }
        double hub = Figures.median(hubRates);
        run.add(new Table("Kafka to ClickHouse", "events/s", "hub to it")
                .row("hub", Figures.number(hub), "1.00")
                .row("ClickHouse's Kafka engine", rate(peerRates), ratio(hub, peerRates))
                .row("bare reader", rate(readRates), ratio(hub, readRates)));
        run.add(new Table("memory", "highest").row("hub", Figures.megabytes(Figures.highest(hubMemory))));
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

    private void hub(Run run, Servers servers, Project project, String database) throws IOException {
        try (var hub = new Hub(run, project.home())
                .with(servers)
                .set("caravan.clickhouse.database", database)
                .set("caravan.behavior.store.group", database)
                .start()) {
            Sql sql = servers.sql();
            hubRates.add(Drain.rate(
                    () -> sql.numberOr(0, "SELECT count() FROM " + database + ".user_behaviors"),
                    warmUp,
                    (long) warmUp + events,
                    LIMIT));
            hubMemory.add((double) Memory.resident(hub.process().pid()));
        }
        check(run, servers.sql(), "hub", database + ".user_behaviors");
    }

    private void peer(Run run, Servers servers, String hubDatabase, String database) {
        Sql sql = servers.sql();
        var engine = new KafkaEngine(sql, servers.brokers(), Topic.OF_THE_HUB, peerSettings);
        String table = engine.start(hubDatabase + ".user_behaviors", database);
        peerRates.add(
                Drain.rate(() -> sql.number("SELECT count() FROM " + table), warmUp, (long) warmUp + events, LIMIT));
        engine.stop(database);
        check(run, sql, "Kafka engine", table);
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

    private static String rate(List<Double> rates) {
        return Figures.number(Figures.median(rates));
    }

    private static String ratio(double hub, List<Double> peer) {
        return Figures.ratio(hub, Figures.median(peer));
    }
}
