package io.caravan.bench.kill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import io.caravan.bench.BenchCommand;
import io.caravan.bench.Run;
import io.caravan.bench.load.Events;
import io.caravan.bench.load.Topic;
import io.caravan.bench.load.Vos;
import io.caravan.bench.report.Figures;
import io.caravan.bench.report.Table;
import io.caravan.bench.stack.Hub;
import io.caravan.bench.stack.LossyPath;
import io.caravan.bench.stack.Project;
import io.caravan.bench.stack.Servers;
import io.caravan.bench.stack.Wait;

/** Kills hubs and servers while both streams run and replies of ClickHouse are lost, and compares with the truth afterwards. */
@Command(
        name = "kill",
        description =
                "Kills hubs, ClickHouse, Kafka and Redis at random while events and call records come in; compares in the end.")
public final class KillBench extends BenchCommand {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    /** Longer than a killed hub's lease keeps the others from showing hot items. */
    private static final Duration SHOWN = Duration.ofMinutes(1);

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "180",
            description = "How long to kill (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--victims",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "hub,clickhouse,kafka,redis",
            description = "What may be killed (default: ${DEFAULT-VALUE}).")
    private List<Victim> victims;

    @Option(
            names = "--hubs",
            paramLabel = "N",
            defaultValue = "1",
            description = "Hubs that share the work (default: ${DEFAULT-VALUE}).")
    private int hubs;

    @Option(
            names = "--lost",
            paramLabel = "SHARE",
            defaultValue = "0.02",
            description =
                    "Share of ClickHouse's replies that are lost after the work is done (default: ${DEFAULT-VALUE}).")
    private double lost;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "500",
            description = "Events posted a second (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Call records of an account-day, about (default: ${DEFAULT-VALUE}).")
    private int records;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Decides every random choice (default: another each time).")
    private Long seed;

    @Override
    protected void measure(Run run) throws Exception {
        long chosen = seed == null ? ThreadLocalRandom.current().nextLong(1_000_000) : seed;
        run.say("seed " + chosen + ": --seed " + chosen + " makes the same choices again");
        var calls = new CallRecords(records);
        Servers servers = Servers.startWithRedis(run, calls.knobs());
        var vos = new Vos(servers.vosUrl());
        var path = run.add(new LossyPath(servers.clickhouseUrl(), new Random(chosen)));
        Project project = Project.copy(run.home(), run.folder().resolve("project"))
                .with("config/vos-nodes.yaml", calls.nodesFile(servers.vosUrl()));
        List<Hub> all = hubs(run, calls.pulledBy(new Hub(run, project.home()).with(servers)), servers, path);
        var events = new Events("kill-", System.currentTimeMillis());
        Posters posters = run.add(new Posters(all, events, rate));
        posters.start();
        path.lose(lost);
        var killer = new Killer(run, all, servers, vos, new Random(chosen));
        killer.kill(victims, Duration.ofSeconds(seconds));

        run.say("no more kills; " + Figures.number(posters.acknowledged()) + " events acknowledged so far");
        path.lose(0);
        long sent = posters.finish(LIMIT);
        run.say("all posted");
        calls.settle(vos, servers.sql());
        run.say("all windows pulled once more");
        Hub hub = all.get(0);
        Wait.until("all events dealt with", LIMIT, Duration.ofMillis(250), () -> dealtWith(hub));
        var truth = new EventTruth(events, sent);
        if (!Wait.happens(SHOWN, Duration.ofMillis(250), () -> truth.hotItemsShown(servers))) {
            run.say("the hot items do not add up to all events: see the table");
        }
        truth.check(run, servers, hub, posters.acknowledged());
        long compared = calls.check(run, servers, vos);
        var table = new Table("under kills", "");
        killer.kills()
                .forEach((victim, count) ->
                        table.row("kills of " + victim.name().toLowerCase(Locale.ROOT), count.toString()));
        table.row("events posted", Figures.number(sent));
        posters.replies()
                .forEach((status, count) -> table.row(
                        status == 0 ? "requests without a reply" : "replies " + status, Figures.number(count.get())));
        table.row("replies of ClickHouse that were lost", Figures.number(path.lost()));
        long written = new Topic(servers.brokers(), Topic.OF_THE_HUB).records();
        table.row("events written to Kafka more than once", Figures.number(written - (double) sent));
        table.row("call records compared", Figures.number(compared));
        run.add(table);
    }

    private List<Hub> hubs(Run run, Hub first, Servers servers, LossyPath path) throws IOException {
        EventTruth.exact(first)
                .set("caravan.clickhouse.url", path.url())
                .set("caravan.redis.address", servers.redis().address())
                // A killed hub gives up its share soon, so that the next kill hits one that works.
                .set("camel.component.kafka.sessionTimeoutMs", 6_000)
                .set("camel.component.kafka.heartbeatIntervalMs", 2_000)
                .set("caravan.cdr.pull.lease", "PT3S");
        List<Hub> all = new ArrayList<>(List.of(run.add(first)));
        for (int number = 2; number <= hubs; number++) {
            all.add(run.add(first.twin(number)));
        }
        for (Hub hub : all) {
            hub.start().awaitReady(LIMIT);
        }
        return all;
    }

    /** Whether the store and the realtime figures have come to the end of the topic. */
    private static boolean dealtWith(Hub hub) {
        try {
            boolean all = true;
            for (JsonNode partition : hub.ask("/api/v1/behaviors/offsets").path("partitions")) {
                all &= partition.path("lag").longValue() == 0;
            }
            for (JsonNode partition : hub.ask("/api/v1/hub/realtime")) {
                long end = partition.path("end").longValue();
                // Of a partition without a record nothing is applied.
                all &= end == 0 || partition.path("applied").longValue() == end;
            }
            return all;
        } catch (UncheckedIOException | IllegalStateException e) {
            return false;
        }
    }
}
