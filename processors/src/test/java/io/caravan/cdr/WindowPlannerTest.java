package io.caravan.cdr;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which windows are due, and what the ledger says of them. */
class WindowPlannerTest {

    private static final List<String> ACCOUNTS = List.of("a", "b");

    @ParameterizedTest
    @CsvSource({
        "Asia/Shanghai, 2026-11-20T15:59:59Z, 2026-11-20",
        "Asia/Shanghai, 2026-11-20T16:00:00Z, 2026-11-21",
        "Europe/Berlin, 2026-03-29T21:59:59Z, 2026-03-29",
        "Europe/Berlin, 2026-03-29T22:00:00Z, 2026-03-30",
        "Europe/Berlin, 2026-10-25T22:59:59Z, 2026-10-25",
        "Europe/Berlin, 2026-10-25T23:00:00Z, 2026-10-26",
        "America/Sao_Paulo, 2018-11-04T02:59:59Z, 2018-11-03",
        "America/Sao_Paulo, 2018-11-04T03:00:00Z, 2018-11-04"
    })
    void todayBeginsWithTheDayOfTheNode(String zone, String now, LocalDate today) {
        VosNode node = Samples.node(zone);
        List<Window> due = planner(now).due(node, ACCOUNTS, List.of());
        assertThat(due).extracting(Window::day).containsExactly(today, today, today.minusDays(1), today.minusDays(1));
        assertThat(planner(now).question(node)).containsEntry("day", today.minusDays(1));
    }

    @ParameterizedTest
    @CsvSource({
        // The day has 23 hours: it ends at 22:00 UTC and is settled an hour later.
        "2026-03-29, 2026-03-29T12:00:00Z, 2026-03-29T12:09:59Z, false",
        "2026-03-29, 2026-03-29T12:00:00Z, 2026-03-29T12:10:00Z, true",
        "2026-03-29, 2026-03-29T22:55:00Z, 2026-03-29T22:59:59Z, false",
        "2026-03-29, 2026-03-29T22:55:00Z, 2026-03-29T23:00:00Z, true",
        "2026-03-29, 2026-03-29T22:59:59.999Z, 2026-03-30T12:00:00Z, true",
        "2026-03-29, 2026-03-29T23:00:00Z, 2026-03-30T12:00:00Z, false",
        // 25 hours.
        "2026-10-25, 2026-10-25T23:30:00Z, 2026-10-25T23:35:00Z, false",
        "2026-10-25, 2026-10-25T23:59:59Z, 2026-10-26T00:00:00Z, true",
        "2026-10-25, 2026-10-26T00:00:00Z, 2026-10-26T12:00:00Z, false",
        // Long after: the hub was away.
        "2026-10-25, 2026-10-25T12:00:00Z, 2026-11-20T12:00:00Z, true"
    })
    void aWindowIsPulledUntilItsDayIsSettled(LocalDate day, String pulledAt, String now, boolean due) {
        LedgerEntry entry = done("a", day, pulledAt);
        assertThat(planner(now).due(Samples.node("Europe/Berlin"), List.of("a"), List.of(entry)))
                .filteredOn(window -> window.day().equals(day))
                .hasSize(due ? 1 : 0);
    }

    @Test
    void aPullKnowsWhetherItIsFinal() {
        assertThat(done("a", LocalDate.parse("2026-03-29"), "2026-03-29T22:59:59.999Z")
                        .settled())
                .isFalse();
        assertThat(done("a", LocalDate.parse("2026-03-29"), "2026-03-29T23:00:00Z")
                        .settled())
                .isTrue();
    }

    @Test
    void aFailedWindowWaitsForItsPauseAndComesLast() {
        VosNode node = Samples.node("UTC");
        LocalDate day = LocalDate.parse("2026-11-20");
        LedgerEntry failed = failed("a", day, "2026-11-20T12:00:00Z");
        assertThat(planner("2026-11-20T12:00:29Z").due(node, ACCOUNTS, List.of(failed)))
                .extracting(Window::account)
                .containsExactly("b", "a", "b");
        assertThat(planner("2026-11-20T12:00:30Z").due(node, ACCOUNTS, List.of(failed)))
                .extracting(window -> window.account() + " " + window.day())
                .containsExactly("b 2026-11-20", "a 2026-11-19", "b 2026-11-19", "a 2026-11-20");
    }

    @Test
    void aFailedWindowIsTriedAgainHoweverLongAgoItsDayIs() {
        LedgerEntry old = failed("a", LocalDate.parse("2026-10-01"), "2026-10-01T12:00:00Z");
        LedgerEntry gone = failed("gone", LocalDate.parse("2026-10-01"), "2026-10-01T12:00:00Z");
        assertThat(planner("2026-11-20T12:00:00Z").due(Samples.node("UTC"), List.of("a"), List.of(old, gone)))
                .extracting(window -> window.account() + " " + window.day())
                .containsExactly("a 2026-11-20", "a 2026-11-19", "a 2026-10-01");
    }

    @Test
    void aSilentNodeIsLeftAloneForAWhileAndItsKnownWindowsAreTold() {
        VosNode node = Samples.node("UTC");
        LedgerEntry known = done("a", LocalDate.parse("2026-11-20"), "2026-11-20T11:00:00Z");
        List<Window> windows = planner("2026-11-20T12:00:00Z").dueOfSilentNode(node, List.of(known));
        assertThat(windows)
                .extracting(window -> window.account() + " " + window.day())
                .containsExactly("* 2026-11-20", "a 2026-11-20", "* 2026-11-19", "a 2026-11-19");
        LedgerEntry silent = failed("*", LocalDate.parse("2026-11-20"), "2026-11-20T12:00:00Z");
        assertThat(planner("2026-11-20T12:00:29Z").mayAsk(node, List.of(silent)))
                .isFalse();
        assertThat(planner("2026-11-20T12:00:30Z").mayAsk(node, List.of(silent)))
                .isTrue();
        assertThat(ledger("2026-11-20T12:01:00Z")
                        .answering(Samples.run("2026-11-20T12:01:00Z"), List.of(known, silent)))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.account()).isEqualTo("*");
                    assertThat(entry.done()).isTrue();
                });
    }

    @ParameterizedTest
    @CsvSource({"1, PT30S", "2, PT1M", "3, PT2M", "6, PT16M", "7, PT30M", "8, PT30M", "1000000, PT30M", "0, PT30S"})
    void pausesGrowUpToTheLongest(int attempts, Duration pause) {
        assertThat(Samples.TIMES.pauseAfter(attempts)).isEqualTo(pause);
    }

    @Test
    void aFailureKeepsTheFiguresOfTheLastSuccess() {
        LocalDate day = LocalDate.parse("2026-11-20");
        LedgerEntry success = done("a", day, "2026-11-20T11:00:00Z");
        Window window = new Window(Samples.node("UTC"), "a", day, success);
        LedgerEntry failure = ledger("2026-11-20T12:00:00Z")
                .failed(window, Samples.run("2026-11-20T11:59:00Z"), new VosException(-7, "no"));
        assertThat(failure.failed()).isTrue();
        assertThat(failure.attempts()).isEqualTo(1);
        assertThat(failure.error()).isEqualTo("retCode -7: no");
        assertThat(failure.nextAt()).isEqualTo(Instant.parse("2026-11-20T12:00:30Z"));
        assertThat(failure.records()).isEqualTo(1);
        assertThat(failure.fee()).isEqualByComparingTo("0.5");
        assertThat(failure.holdTime()).isEqualTo(9);
        assertThat(failure.pulledAt()).isEqualTo(success.pulledAt());
        assertThat(ledger("2026-11-20T12:00:00Z")
                        .failed(
                                new Window(window.node(), "a", day, failure),
                                Samples.run("2026-11-20T11:59:00Z"),
                                new VosException(-7, "no"))
                        .nextAt())
                .isEqualTo(Instant.parse("2026-11-20T12:01:00Z"));
    }

    @Test
    void aClockThatIsPutBackDoesNotBringAnOlderEntryBack() {
        LocalDate day = LocalDate.parse("2026-11-20");
        LedgerEntry later = failed("a", day, "2026-11-20T12:00:00Z");
        LedgerEntry now = ledger("2026-11-20T11:00:00Z")
                .failed(
                        new Window(Samples.node("UTC"), "a", day, later),
                        Samples.run("2026-11-20T11:00:00Z"),
                        new VosException(-7, "no"));
        assertThat(now.version()).isGreaterThan(later.version());
    }

    private static LedgerEntry done(String account, LocalDate day, String pulledAt) {
        String body = "{\"retCode\":0,\"infoCdrs\":[{\"flowNo\":1,\"start\":%d,\"fee\":0.5,\"holdTime\":9}]}"
                .formatted(day.atTime(12, 0).atZone(ZoneOffset.UTC).toInstant().toEpochMilli());
        Window window = Window.first(Samples.node("Europe/Berlin"), account, day);
        CdrReply reply = new CdrReply(
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), window, Samples.run(pulledAt), 10);
        reply.forEachRemaining(batch -> assertThat(batch.rejected()).isEmpty());
        return ledger(pulledAt).done(window, Samples.run(pulledAt), reply);
    }

    private static LedgerEntry failed(String account, LocalDate day, String at) {
        return ledger(at)
                .failed(Window.first(Samples.node("UTC"), account, day), Samples.run(at), new VosException(-7, "no"));
    }

    private static CdrLedger ledger(String now) {
        return new CdrLedger(Samples.TIMES, Samples.clock(now));
    }

    private static WindowPlanner planner(String now) {
        return new WindowPlanner(Samples.TIMES, Samples.clock(now));
    }
}
