package io.caravan.bench.kill;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

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
import io.caravan.bench.stack.Project;
import io.caravan.bench.stack.Servers;
import io.caravan.bench.stack.Sql;
import io.caravan.bench.stack.Wait;

/** Kills hub, ClickHouse and Kafka while both streams run, and compares truth and store afterwards. */
@Command(
        name = "kill",
        description =
                "Kills hub, ClickHouse and Kafka at random while events and call records come in; compares in the end.")
public final class KillBench extends BenchCommand {

    private static final Duration LIMIT = Duration.ofMinutes(3);

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
            defaultValue = "hub,clickhouse,kafka",
            description = "What may be killed (default: ${DEFAULT-VALUE}).")
    private List<Victim> victims;

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
        Servers servers = Servers.start(run, calls.knobs());
        var vos = new Vos(servers.vosUrl());
        Project project = Project.copy(run.home(), run.folder().resolve("project"))
                .with("config/vos-nodes.yaml", calls.nodesFile(servers.vosUrl()));
        Hub hub = run.add(calls.pulledBy(new Hub(run, project.home()).with(servers)));
        hub.start().awaitReady(LIMIT);
        Posters posters = run.add(new Posters(hub.port(), new Events("kill-", System.currentTimeMillis()), rate));
        posters.start();
        var killer = new Killer(run, hub, servers, vos, new Random(chosen));
        killer.kill(victims, Duration.ofSeconds(seconds));

        run.say("no more kills; " + Figures.number(posters.acknowledged()) + " events acknowledged so far");
        long sent = posters.finish(LIMIT);
        run.say("all posted");
        calls.settle(vos, servers.sql());
        run.say("all windows pulled once more");
        awaitEvents(servers.sql(), sent);
        checkEvents(run, servers, sent, posters.acknowledged());
        long compared = calls.check(run, servers, vos);
        var table = new Table("under kills", "");
        killer.kills()
                .forEach((victim, count) ->
                        table.row("kills of " + victim.name().toLowerCase(Locale.ROOT), count.toString()));
        table.row("events posted", Figures.number(sent));
        posters.replies()
                .forEach((status, count) -> table.row(
                        status == 0 ? "requests without a reply" : "replies " + status, Figures.number(count.get())));
        long written = new Topic(servers.brokers(), Topic.OF_THE_HUB).records();
        table.row("events written to Kafka more than once", Figures.number(written - (double) sent));
        table.row("call records compared", Figures.number(compared));
        run.add(table);
    }

    /** As long as it takes, but not for ever: what is missing then is told by the checks. */
    private static void awaitEvents(Sql sql, long sent) {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (sql.numberOr(0, "SELECT count() FROM " + Hub.DATABASE + ".user_behaviors_current") < sent
                && System.nanoTime() < deadline) {
            Wait.pause(Duration.ofMillis(250));
        }
    }

    private static void checkEvents(Run run, Servers servers, long sent, long acknowledged) {
        List<String> found = servers.sql()
                .row("SELECT count(), uniqExact(event_id), sum(JSONExtractUInt(extra_data, 'n')) FROM " + Hub.DATABASE
                        + ".user_behaviors_current");
        run.check("events acknowledged", sent, acknowledged);
        run.check("events stored", sent, found.get(0));
        run.check("different events stored", sent, found.get(1));
        run.check("sum of their numbers", Events.sumOfNumbers(sent), found.get(2));
    }
}
