package io.caravan.cdr.statistics;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.camel.builder.AdviceWith;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.caravan.cdr.VosNode;
import io.caravan.clickhouse.ClickHouseConstants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/** Wherever a hub dies between storing records and replacing their statistics, the statistics are right in the end. */
class CrashTest {

    private static final VosNode NODE = StatisticsHub.node(1, "Europe/Berlin");
    private static final List<LocalDate> DAY = List.of(LocalDate.parse("2026-10-25"));
    private static final List<LocalDate> DAYS = List.of(DAY.get(0), LocalDate.parse("2026-10-04"));

    private final RandomCalls calls = new RandomCalls(3);

    @Test
    void aHubThatDiesBetweenAnyTwoStatementsLeavesNothingWrong(@TempDir Path home) throws Exception {
        try (var hub = new StatisticsHub(home, Clock.systemUTC())) {
            var truth = new StatisticsTruth(hub.sql, Map.of(NODE.id(), NODE.zone()));
            DyingHub dying = hub.dying();
            int deaths = 0;
            for (boolean died = true; died; ) {
                dying.dieAfter(deaths);
                died = catchThrowable(() -> {
                            hub.store(NODE, calls.batch(NODE, DAY, 40));
                            hub.computeOnce();
                        })
                        != null;
                dying.revive();
                hub.computeAll();
                truth.assertExact();
                deaths += died ? 1 : 0;
            }
            // Three statements store the records, ten compute the day, each with a moment before and after it.
            assertThat(deaths).isGreaterThanOrEqualTo(26);
            long left = stagingTables(hub);
            assertThat(left).isPositive();
            hub.send("direct:cdr-statistics-leftovers", Map.of());
            assertThat(stagingTables(hub))
                    .as("staging tables that may be worked on")
                    .isEqualTo(left);
            hub.sql.ask("CREATE TABLE cdr_statistics_day_stage_mine AS cdr_statistics_day");
            takeAnyAgeForOld(hub);
            await("staging tables dropped").until(() -> {
                hub.send("direct:cdr-statistics-leftovers", Map.of());
                return stagingTables(hub) == 1;
            });
        }
    }

    private static void takeAnyAgeForOld(StatisticsHub hub) throws Exception {
        AdviceWith.adviceWith(hub.camel, "cdr-statistics-leftovers", route -> route.weaveById("query-leftovers")
                .before()
                .process(exchange -> exchange.getMessage()
                        .setHeader(
                                ClickHouseConstants.PARAMETERS,
                                Map.of("names", DayAttempt.STAGING_TABLES, "seconds", 0))));
    }

    @Test
    void recordsStoredByAHubThatDiedAfterTheirDayWasComputedAreCounted(@TempDir Path home) throws Exception {
        try (var hub = new StatisticsHub(home, Clock.systemUTC(), Map.of("caravan.cdr.statistics.confirm", "PT2S"))) {
            var truth = new StatisticsTruth(hub.sql, Map.of(NODE.id(), NODE.zone()));
            DyingHub dying = hub.dying();
            dying.beforeRecords(hub::computeOnce);
            hub.store(NODE, calls.batch(NODE, DAY, 40));
            assertThat(hub.sql.number("SELECT count() FROM cdr_days")).isZero();

            await("a computation that is final")
                    .pollInterval(Duration.ofMillis(300))
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> {
                        hub.computeOnce();
                        return hub.staleDays().isEmpty();
                    });
            truth.assertExact();
        }
    }

    @ParameterizedTest
    @CsvSource({"cdr_statistics_hour, '(1, ''2026-10-25'')'", "cdr_statistics_day, '(1, 202610)'"})
    void aHubThatReplacesADayTooLateIsPutRight(String table, String partition, @TempDir Path home) throws Exception {
        try (var hub = new StatisticsHub(home, Clock.systemUTC())) {
            var truth = new StatisticsTruth(hub.sql, Map.of(NODE.id(), NODE.zone()));
            hub.store(NODE, calls.batch(NODE, DAYS, 80));
            hub.computeAll();
            hub.sql.ask("CREATE TABLE late AS " + table);
            hub.sql.ask("ALTER TABLE late ATTACH PARTITION " + partition + " FROM " + table);
            hub.store(NODE, calls.batch(NODE, DAYS, 80));
            hub.computeAll();
            truth.assertExact();

            hub.sql.ask("ALTER TABLE " + table + " REPLACE PARTITION " + partition + " FROM late");
            assertThat(catchThrowable(truth::assertExact)).isInstanceOf(AssertionError.class);
            hub.computeAll();
            truth.assertExact();
        }
    }

    @Test
    void twoHubsThatComputeTwoDaysOfAMonthAtOnceDoNotUndoEachOther(@TempDir Path home) throws Exception {
        try (var hub = new StatisticsHub(home, Clock.systemUTC())) {
            var truth = new StatisticsTruth(hub.sql, Map.of(NODE.id(), NODE.zone()));
            hub.store(NODE, calls.batch(NODE, DAYS, 80));
            hub.computeAll();
            hub.store(NODE, calls.batch(NODE, DAYS, 80));
            List<DayAttempt> stale = hub.staleDays();
            assertThat(stale).hasSize(2);
            var other = new AtomicBoolean(true);
            AdviceWith.adviceWith(hub.camel, "cdr-statistics-replace", route -> route.weaveAddFirst()
                    .process(exchange -> {
                        // The other hub does its day while this one stands before the replacement.
                        if (other.getAndSet(false)) {
                            hub.compute(stale.get(1));
                        }
                    }));
            hub.compute(stale.get(0));
            assertThat(hub.staleDays())
                    .extracting(DayAttempt::day)
                    .containsExactly(stale.get(0).day());
            hub.computeAll();
            truth.assertExact();
        }
    }

    private static long stagingTables(StatisticsHub hub) {
        return hub.sql.number(
                "SELECT count() FROM system.tables WHERE database = currentDatabase() AND name LIKE '%\\_stage\\_%'");
    }
}
