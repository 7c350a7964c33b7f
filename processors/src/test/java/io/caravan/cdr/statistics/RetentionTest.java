package io.caravan.cdr.statistics;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.caravan.cdr.VosNode;
import io.caravan.hub.config.ConfigException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whole months of call records are dropped when they are old; what was counted of them stays. */
class RetentionTest {

    private static final VosNode NODE = StatisticsHub.node(7, "Asia/Shanghai");
    private static final String MONTHS = "SELECT DISTINCT toYYYYMM(day) FROM cdr ORDER BY 1";

    @Test
    void monthsBeforeTheKeptOnesAreDroppedAndTheirStatisticsStay(@TempDir Path home) throws Exception {
        var clock = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);
        try (var hub = new StatisticsHub(home, clock, Map.of("caravan.cdr.retention.months", "2"))) {
            var calls = new RandomCalls(5);
            for (String day : List.of("2026-07-31", "2026-08-31", "2026-09-01", "2026-11-20")) {
                hub.store(NODE, calls.batch(NODE, List.of(LocalDate.parse(day)), 30));
            }
            hub.sql.ask("INSERT INTO cdr_changes (node_id, day, flow_no, kind) VALUES (7, '2026-08-31', 1, 'late'),"
                    + " (7, '2026-09-01', 1, 'late')");
            hub.computeAll();
            String statistics =
                    hub.sql.ask("SELECT * EXCEPT (version, computed_at) FROM cdr_statistics_hour ORDER BY ALL");

            hub.send("direct:cdr-drop-old-months", Map.of());
            assertThat(hub.sql.lines(MONTHS)).containsExactly("202609", "202611");
            assertThat(hub.sql.lines("SELECT day FROM cdr_changes")).containsExactly("2026-09-01");
            assertThat(hub.sql.lines("SELECT name, month, records FROM cdr_dropped ORDER BY ALL"))
                    .containsExactly("cdr\t202607\t30", "cdr\t202608\t30", "cdr_changes\t202608\t1");

            // A mark, or a computation that had begun before, must not turn a dropped month into one without calls.
            hub.sql.ask(
                    "INSERT INTO cdr_touched SELECT node_id, day, generateSnowflakeID(), zone FROM cdr_touched FINAL");
            List<DayAttempt> stale = hub.staleDays();
            assertThat(stale)
                    .extracting(DayAttempt::day)
                    .containsExactly(LocalDate.parse("2026-11-20"), LocalDate.parse("2026-09-01"));
            hub.compute(new DayAttempt(
                    7,
                    LocalDate.parse("2026-08-31"),
                    Long.MAX_VALUE,
                    "UTC",
                    stale.get(0).id()));
            hub.computeAll();
            assertThat(hub.sql.ask("SELECT * EXCEPT (version, computed_at) FROM cdr_statistics_hour ORDER BY ALL"))
                    .isEqualTo(statistics);

            hub.send("direct:cdr-drop-old-months", Map.of());
            assertThat(hub.sql.number("SELECT count() FROM cdr_dropped")).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T12:00:00Z, 12, 202511",
        "2026-01-01T12:00:00Z, 1, 202512",
        // The month before is not over everywhere.
        "2026-01-01T11:59:59Z, 1, 202511",
        "2026-11-20T12:00:00Z, 0, ''"
    })
    void theCurrentMonthAndSoManyBeforeItAreKept(Instant now, int months, String firstKept) {
        assertThat(new Retention(months, Clock.fixed(now, ZoneOffset.UTC)).question())
                .isEqualTo(Map.of("kept", firstKept));
    }

    @Test
    void aNumberOfMonthsBelowZeroIsRefused() {
        assertThatThrownBy(() -> new Retention(-1, Clock.systemUTC()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("caravan.cdr.retention.months = -1");
    }
}
