package io.caravan.cdr.statistics;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.cdr.CdrBatch;
import io.caravan.cdr.VosNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Statistics are what the current records add up to, whatever was stored again, corrected, deleted or came late. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatisticsTest {

    /** Days on which the clocks go forward and back there, and their neighbours. */
    private static final Map<VosNode, List<LocalDate>> DAYS = Map.of(
            StatisticsHub.node(1, "Europe/Berlin"), days("2026-03-28", "2026-03-29", "2026-10-25"),
            StatisticsHub.node(2, "Asia/Kolkata"), days("2026-10-25", "2026-11-01"),
            StatisticsHub.node(3, "Australia/Lord_Howe"), days("2026-04-05", "2026-10-04"),
            StatisticsHub.node(4, "-03:30"), days("2026-11-19", "2026-11-20"));

    private StatisticsHub hub;
    private StatisticsTruth truth;

    private static List<LocalDate> days(String... days) {
        return List.of(days).stream().map(LocalDate::parse).toList();
    }

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        hub = new StatisticsHub(home, Clock.systemUTC());
        truth = new StatisticsTruth(
                hub.sql, DAYS.keySet().stream().collect(Collectors.toMap(VosNode::id, VosNode::zone)));
    }

    @AfterAll
    void end() throws Exception {
        hub.close();
    }

    @Test
    void everyRowIsTheSumOfItsCurrentRecords() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        var calls = new RandomCalls(seed);
        List<VosNode> nodes =
                DAYS.keySet().stream().sorted(Comparator.comparing(VosNode::id)).toList();
        Map<VosNode, CdrBatch> last = new HashMap<>();
        for (int round = 0; round < 25; round++) {
            VosNode node = nodes.get(random.nextInt(nodes.size()));
            if (random.nextInt(5) == 0 && last.containsKey(node)) {
                hub.store(node, last.get(node));
            }
            CdrBatch batch = calls.batch(node, DAYS.get(node), 1 + random.nextInt(300));
            hub.store(node, batch);
            last.put(node, batch);
            if (random.nextInt(4) == 0) {
                hub.staleDays().stream().limit(2).forEach(hub::compute);
            }
        }
        hub.computeAll();
        truth.assertExact();
        assertThat(hub.sql.number("SELECT countIf(deleted) FROM cdr FINAL"))
                .as("deleted records, seed %d", seed)
                .isPositive();
    }
}
