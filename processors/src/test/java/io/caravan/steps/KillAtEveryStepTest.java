package io.caravan.steps;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.cdr.CdrHub;
import io.caravan.steps.Nodes.Node;
import io.caravan.steps.Nodes.Wanted;
import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Kill -9 after every step of a pull, as the routes have them, changes nothing of what is stored in the end. Each step has
 * a node of its own, whose turn stands still after it; then the hub is killed with all those turns where they are.
 */
class KillAtEveryStepTest {

    private static final int WINDOWS = Nodes.ACCOUNTS * 2;
    private static final String DONE = "account != '*' AND state = 'done'";

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final ZoneOffset zone =
            ZoneOffset.ofHours(12 - now.atZone(ZoneOffset.UTC).getHour());

    @TempDir
    private Path home;

    @TempDir
    private Path told;

    private StepFiles files;
    private CdrHub hub;
    private Nodes nodes;
    private int generation;

    @Test
    void whatIsStoredInTheEndIsTheTruth() throws Exception {
        PullSteps steps = PullSteps.of(TestServers.home());
        files = new StepFiles(told);
        try (var ourNodes = new Nodes(now, zone);
                var ourHub = new CdrHub(home)) {
            nodes = ourNodes;
            hub = ourHub;
            configure();
            List<Node> undisturbed = goThroughAllSteps();
            List<Wanted> ends = ends(steps.ofTurns(), ranIn(undisturbed, steps.ofTurns()));
            hub.process.kill();

            List<Step> ofSchedule = List.copyOf(steps.ofSchedule());
            for (int round = 0; round < ofSchedule.size(); round++) {
                killWhileAllStandStill(share(ends, round, ofSchedule.size()), ofSchedule.get(round));
            }
            pullAll();
            new Outcome(hub.sql, nodes, undisturbed).check();
        }
    }

    private void configure() {
        hub.process
                .withTestClasses()
                .set("camel.beans.stepParker", "#class:" + StepParker.class.getName())
                .set("camel.beans.stepParker.folder", told.toString())
                // As many turns at once keep a small machine busy for longer than a short lease lasts.
                .set("caravan.cdr.pull.lease", "PT10S")
                .set("caravan.cdr.pull.days-per-call", "2")
                .set("caravan.cdr.pull.refresh", "PT1H")
                // Yesterday is settled by its first pull, so that its records can come late.
                .set("caravan.cdr.pull.re-pulls", "1")
                .set("caravan.cdr.vanished", "hide")
                // Each insert makes a mark of its own, before and after it.
                .set("caravan.cdr.statistics.confirm", "PT0.001S")
                .set("caravan.cdr.node-totals.every", "PT1S")
                .set("caravan.cdr.pull.nodes-at-once", "80")
                .set("caravan.cdr.store.batch-rows", "20")
                // A turn that stands still keeps what it has.
                .set("camel.component.http.connectionsPerRoute", "100")
                .set("camel.component.http.maxTotalConnections", "200")
                .set("camel.component.clickhouse.maxConnections", "200")
                .set("camel.component.kafka.workerPoolCoreSize", "80")
                .set("camel.component.kafka.workerPoolMaxSize", "80");
    }

    /** One node of each scenario, which nobody kills: shows which steps there are to end at, and what is to come out. */
    private List<Node> goThroughAllSteps() throws Exception {
        List<Node> all = nodes.add(List.of(Scenario.values()).stream()
                .map(s -> new Wanted(s, null))
                .toList());
        start(all, Map.of());
        awaitLedger(of(all, Scenario.SILENT), "state = 'failed' AND account = '*'", 1);
        awaitLedger(of(all, Scenario.HOPELESS), "state = 'failed' AND attempts > 2", 1);
        all.forEach(node -> node.turn(Scenario.CALM));
        all.forEach(node -> awaitLedger(List.of(node), DONE, WINDOWS));
        List<Node> changed = of(all, Scenario.CHANGED);
        change(changed);
        plan(Map.of());
        changed.forEach(this::askAgain);
        awaitSyncs(changed.size());
        return all;
    }

    /** The steps that each scenario goes through: all are told of once turns have ended, after what they wrote is there. */
    private Map<Scenario, SortedSet<Step>> ranIn(List<Node> undisturbed, Set<Step> all) {
        Map<Scenario, SortedSet<Step>> ran = new EnumMap<>(Scenario.class);
        patiently("each step's end").untilAsserted(() -> {
            Set<Step> left = new TreeSet<>(all);
            for (Node node : undisturbed) {
                int since = node.scenario() == Scenario.CHANGED ? generation : 0;
                ran.put(node.scenario(), ran(node, since));
                left.removeAll(ran.get(node.scenario()));
            }
            assertThat(left)
                    .as("steps that no scenario of this test goes through")
                    .isEmpty();
        });
        return ran;
    }

    /** A node for each step: by turns in a new pull and in a re-pull with changes, where both go through it. */
    private static List<Wanted> ends(Set<Step> all, Map<Scenario, SortedSet<Step>> ran) {
        List<Wanted> ends = new ArrayList<>();
        for (Step step : all) {
            List<Scenario> those = ran.keySet().stream()
                    .filter(scenario -> ran.get(scenario).contains(step))
                    .toList();
            int choice = those.contains(Scenario.NEW) && those.contains(Scenario.CHANGED) ? ends.size() % 2 : 0;
            ends.add(new Wanted(those.get(choice), step));
        }
        return ends;
    }

    private void killWhileAllStandStill(List<Wanted> ends, Step ofSchedule) throws Exception {
        List<Node> standing = nodes.add(ends);
        List<Node> serving = new ArrayList<>(standing);
        // The schedule finds somebody to give a turn to.
        serving.add(nodes.all().get(0));
        Map<Integer, Step> plan = new HashMap<>();
        standing.stream()
                .filter(node -> node.scenario() != Scenario.CHANGED)
                .forEach(node -> plan.put(node.id(), node.end()));
        start(serving, plan);
        List<Node> changing = of(standing, Scenario.CHANGED);
        awaitLedger(changing, DONE, changing.size() * WINDOWS);
        change(changing);
        changing.forEach(node -> plan.put(node.id(), node.end()));
        plan(plan);
        changing.forEach(this::askAgain);
        patiently("turns that stand still").untilAsserted(() -> {
            Set<Integer> still = files.events().stream()
                    .filter(event -> event.what().equals(StepFiles.ENDED))
                    .map(StepFiles.Event::node)
                    .collect(Collectors.toSet());
            assertThat(standing).filteredOn(node -> !still.contains(node.id())).isEmpty();
        });
        plan.put(StepParker.NO_NODE, ofSchedule);
        plan(plan);
        assertThat(hub.process.awaitExit()).isEqualTo(137);
        standing.forEach(node -> node.turn(Scenario.CALM));
    }

    private void pullAll() throws Exception {
        hub.process.set("caravan.cdr.pull.nodes-at-once", "8");
        start(nodes.all().stream().map(Node::patient).toList(), Map.of());
        awaitLedger(nodes.all(), DONE, nodes.all().size() * WINDOWS);
        awaitSyncs(of(nodes.all(), Scenario.CHANGED).size());
        hub.process.stop();
    }

    private void start(List<Node> serving, Map<Integer, Step> ends) throws Exception {
        plan(ends);
        hub.nodesFile(nodes.file(serving));
        hub.start();
    }

    private void plan(Map<Integer, Step> ends) throws Exception {
        files.write(new StepFiles.Plan(++generation, ends));
    }

    private static void change(List<Node> changing) {
        changing.forEach(node -> node.turn(Scenario.CHANGES));
    }

    private void askAgain(Node node) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        String body = "{\"node\":%d,\"from\":\"%s\",\"to\":\"%s\"}".formatted(node.id(), today.minusDays(1), today);
        assertThat(hub.process.post("/api/v1/cdrs/sync", body).statusCode()).isEqualTo(201);
    }

    private void awaitSyncs(int done) {
        patiently(done + " backfills done")
                .until(() -> hub.sql.number("SELECT count() FROM cdr_sync FINAL WHERE state = 'done'") == done);
    }

    private SortedSet<Step> ran(Node node, int since) throws IOException {
        return files.events().stream()
                .filter(event -> event.what().equals(StepFiles.RAN))
                .filter(event -> event.node() == node.id() && event.generation() >= since)
                .map(StepFiles.Event::step)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void awaitLedger(List<Node> of, String condition, int atLeast) {
        if (of.isEmpty()) {
            return;
        }
        String ids = of.stream().map(node -> String.valueOf(node.id())).collect(Collectors.joining(","));
        String all = " FROM cdr_ledger FINAL WHERE node_id IN (" + ids + ") AND ";
        String behind = "SELECT node_id, countIf(" + condition + ") AS n, groupArray((account, day, state, error))"
                + all + "1 GROUP BY node_id HAVING n < " + WINDOWS;
        patiently("the ledger").untilAsserted(() -> assertThat(hub.sql.number("SELECT count()" + all + condition))
                .as("%s; behind are %s", condition, hub.sql.lines(behind))
                .isGreaterThanOrEqualTo(atLeast));
    }

    private static ConditionFactory patiently(String what) {
        return await(what)
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions();
    }

    private static List<Node> of(List<Node> nodes, Scenario scenario) {
        return nodes.stream().filter(node -> node.scenario() == scenario).toList();
    }

    private static List<Wanted> share(List<Wanted> ends, int round, int rounds) {
        List<Wanted> share = new ArrayList<>();
        for (int i = round; i < ends.size(); i += rounds) {
            share.add(ends.get(i));
        }
        return share;
    }
}
