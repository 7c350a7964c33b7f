package io.caravan.cdr.reconciliation;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.caravan.cdr.VosNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Which totals are asked for in one turn, and when a turn asks again. */
class TotalsTurnsTest {

    private static final LocalDate DAY = LocalDate.of(2026, 7, 20);
    private static final VosNode NODE = new VosNode(
            1,
            "east",
            URI.create("http://127.0.0.1:9"),
            ZoneId.of("Asia/Shanghai"),
            true,
            "text/html",
            Duration.ZERO,
            Duration.ofSeconds(1),
            List.of());

    private Instant now = Instant.parse("2026-08-01T00:00:00Z");
    private final TotalsTurns turns = new TotalsTurns(Duration.ofMinutes(10), Duration.ofHours(1), clock());

    @Test
    void fiftyAccountsOfADayAreAskedInOneCallTheNewestDayFirst() {
        List<TotalsBatch> batches = turns.batches(concat(rows(DAY.minusDays(1), 1), rows(DAY, 51)), NODE);

        assertThat(batches).extracting(TotalsBatch::day).containsExactly(DAY, DAY, DAY.minusDays(1));
        assertThat(batches).extracting(batch -> batch.accounts().size()).containsExactly(50, 1, 1);
    }

    @Test
    void windowsThatWerePulledBeforeTheirDayHadEndedAreNotAskedFor() {
        Instant end = Instant.parse("2026-07-20T17:00:00Z");

        assertThat(turns.batches(List.of(row(DAY, "a", end.minusMillis(1)), row(DAY, "b", end)), NODE))
                .singleElement()
                .satisfies(batch -> assertThat(batch.accounts()).containsExactly("b"));
    }

    @Test
    void aTurnMakesTenCallsAtMostAndTheNextOneGoesOnAtOnce() {
        assertThat(turns.begin(NODE, List.of("a"))).isTrue();
        assertThat(turns.batches(rows(DAY, 501), NODE)).hasSize(10);
        assertThat(turns.begin(NODE, List.of("a"))).isTrue();
        assertThat(turns.batches(rows(DAY, 500), NODE)).hasSize(10);
        assertThat(turns.begin(NODE, List.of("a"))).isFalse();
        now = now.plus(Duration.ofMinutes(10));
        assertThat(turns.begin(NODE, List.of("a"))).isTrue();
    }

    @Test
    void aNodeThatNamesNoAccountIsNotAsked() {
        assertThat(turns.begin(NODE, List.of())).isFalse();
    }

    private static List<Map<String, Object>> rows(LocalDate day, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> row(day, "account-" + i, Instant.parse("2026-07-25T00:00:00Z")))
                .toList();
    }

    private static Map<String, Object> row(LocalDate day, String account, Instant pulled) {
        return Map.of("day", day, "account", account, "pulledMillis", pulled.toEpochMilli());
    }

    private static List<Map<String, Object>> concat(List<Map<String, Object>> a, List<Map<String, Object>> b) {
        return Stream.concat(a.stream(), b.stream()).toList();
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException("one zone is enough");
            }
        };
    }
}
