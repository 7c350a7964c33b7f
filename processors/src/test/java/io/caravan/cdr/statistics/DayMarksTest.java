package io.caravan.cdr.statistics;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import io.caravan.cdr.VosNode;

import static org.assertj.core.api.Assertions.assertThat;

class DayMarksTest {

    private static final VosNode BERLIN = StatisticsHub.node(1, "Europe/Berlin");
    private static final VosNode OTHER = StatisticsHub.node(2, "+05:30");
    private static final LocalDate DAY = LocalDate.parse("2026-11-20");
    private static final LocalDate NEXT = DAY.plusDays(1);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final DayMarks marks = new DayMarks(Duration.ofSeconds(60), nanos::get);

    @Test
    void aDayIsMarkedOnceForTheInsertsOfAWhile() {
        mark(BERLIN, DAY);
        pass(15);
        assertThat(marks.before(BERLIN, Set.of(NEXT, DAY)).days()).containsExactly(NEXT);
        assertThat(marks.before(OTHER, Set.of(DAY)).days()).containsExactly(DAY);
        pass(1);
        assertThat(marks.before(BERLIN, Set.of(NEXT, DAY)).days()).containsExactly(DAY, NEXT);
    }

    @Test
    void aDayIsMarkedAgainAfterAnInsertThatTookLong() {
        mark(BERLIN, DAY);
        pass(30);
        assertThat(marks.after(BERLIN, Set.of(DAY)).isEmpty()).isTrue();
        pass(1);
        assertThat(marks.after(BERLIN, Set.of(DAY)).days()).containsExactly(DAY);
    }

    @Test
    void aMarkThatWasNotStoredIsNotRemembered() {
        marks.before(BERLIN, Set.of(DAY));
        assertThat(marks.before(BERLIN, Set.of(DAY)).days()).containsExactly(DAY);
    }

    @Test
    void theStatementGetsTheZoneAsTheStoreCallsIt() {
        assertThat(marks.before(OTHER, List.of(DAY)).parameters())
                .isEqualTo(Map.of("node", 2, "days", List.of(DAY), "zone", "Fixed/UTC+05:30:00"));
        assertThat(marks.before(BERLIN, List.of(DAY)).parameters()).containsEntry("zone", "Europe/Berlin");
        assertThat(marks.before(StatisticsHub.node(3, "Z"), List.of(DAY)).parameters())
                .containsEntry("zone", "UTC");
    }

    private void mark(VosNode node, LocalDate day) {
        marks.remember(marks.before(node, Set.of(day)));
    }

    private void pass(int seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }
}
