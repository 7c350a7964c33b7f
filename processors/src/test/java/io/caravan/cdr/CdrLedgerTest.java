package io.caravan.cdr;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the ledger says of windows that were pulled, and when it has failed ones tried again. */
class CdrLedgerTest {

    private static final LocalDate DAY = LocalDate.parse("2026-03-29");

    @ParameterizedTest
    @CsvSource({"2026-03-29T22:59:59.999Z, false", "2026-03-29T23:00:00Z, true", "2026-11-20T00:00:00Z, true"})
    void aPullThatSeesTheWholeDaySettlesTheWindow(String pulledAt, boolean settled) {
        WindowPull pull = pull(pulledAt);
        LedgerEntry entry = ledger(pulledAt).done(pull, stored(pull)).get(0);
        assertThat(entry.done()).isTrue();
        assertThat(entry.settled()).isEqualTo(settled);
        assertThat(entry.pulledAt()).isEqualTo(Instant.parse(pulledAt));
        assertThat(entry.replied().records()).isEqualTo(1);
        assertThat(entry.stored()).isEqualTo(entry.replied());
    }

    @Test
    void aWindowIsNotDoneWhileTheStoreHoldsSomethingElse() {
        WindowPull pull = pull("2026-03-29T12:00:00Z");
        Figures replied = stored(pull).get(DAY);
        List<Figures> others = List.of(
                new Figures(2, replied.fee(), replied.holdTime(), replied.checksum()),
                new Figures(1, replied.fee().add(new BigDecimal("0.000001")), replied.holdTime(), replied.checksum()),
                new Figures(1, replied.fee(), replied.holdTime() + 1, replied.checksum()),
                new Figures(1, replied.fee(), replied.holdTime(), replied.checksum() + 1));
        for (Figures other : others) {
            assertThat(ledger("2026-03-29T12:00:00Z").done(pull, Map.of(DAY, other)))
                    .singleElement()
                    .satisfies(entry -> {
                        assertThat(entry.failed()).isTrue();
                        assertThat(entry.fault()).isEqualTo("incomplete");
                        assertThat(entry.error()).contains("the store holds", "instead of");
                    });
        }
        assertThat(ledger("2026-03-29T12:00:00Z").done(pull, Map.of()))
                .singleElement()
                .satisfies(entry -> assertThat(entry.failed()).isTrue());
    }

    @Test
    void aFailureKeepsTheFiguresOfTheLastSuccess() {
        WindowPull pull = pull("2026-03-29T11:00:00Z");
        LedgerEntry success =
                ledger("2026-03-29T11:00:00Z").done(pull, stored(pull)).get(0);
        LedgerEntry failure = fail(success, "2026-03-29T12:00:00Z", new VosException(-7, "no"));
        assertThat(failure.failed()).isTrue();
        assertThat(failure.attempts()).isEqualTo(1);
        assertThat(failure.error()).isEqualTo("retCode -7: no");
        assertThat(failure.nextAt()).isEqualTo(Instant.parse("2026-03-29T12:00:30Z"));
        assertThat(failure.replied()).isEqualTo(success.replied());
        assertThat(failure.pulledAt()).isEqualTo(success.pulledAt());
        assertThat(fail(failure, "2026-03-29T12:00:00Z", new VosException(-7, "no"))
                        .nextAt())
                .isEqualTo(Instant.parse("2026-03-29T12:01:00Z"));
    }

    @Test
    void aClockThatIsPutBackDoesNotBringAnOlderEntryBack() {
        LedgerEntry later = fail(planned(), "2026-03-29T12:00:00Z", new VosException(-7, "no"));
        LedgerEntry now = fail(later, "2026-03-29T11:00:00Z", new VosException(-7, "no"));
        assertThat(now.version()).isGreaterThan(later.version());
    }

    @ParameterizedTest
    @CsvSource({"1, PT30S", "2, PT1M", "3, PT2M", "6, PT16M", "7, PT30M", "8, PT30M", "1000000, PT30M", "0, PT30S"})
    void pausesGrowUpToTheLongest(int attempts, Duration pause) {
        assertThat(Samples.PAUSES.after(attempts, PullFault.UNREACHABLE)).isEqualTo(pause);
    }

    @ParameterizedTest
    @CsvSource({"0, PT24S", "0.5, PT30S", "1, PT36S"})
    void pausesAreMovedByUpToAFifth(double random, Duration pause) {
        assertThat(new RetryPauses(Duration.ofSeconds(30), Duration.ofMinutes(30), () -> random)
                        .after(1, PullFault.NODE))
                .isEqualTo(pause);
    }

    @ParameterizedTest
    @ValueSource(ints = {-10033, -10007, -10124, -12103})
    void whatDoesNotPassByItselfWaitsForTheLongestPauseAtOnce(int retCode) {
        LedgerEntry entry = fail(planned(), "2026-03-29T12:00:00Z", new VosException(retCode, "no"));
        assertThat(entry.nextAt()).isEqualTo(Instant.parse("2026-03-29T12:30:00Z"));
    }

    @Test
    void failuresHaveTheirClass() {
        assertThat(fault(new VosException(-10033, "too wide"))).isEqualTo("range");
        assertThat(fault(new VosException(-10007, "not found"))).isEqualTo("refused");
        assertThat(fault(new VosException(-1, "busy"))).isEqualTo("node");
        assertThat(fault(new VosException(VosException.NO_CODE, "no retCode"))).isEqualTo("broken");
        assertThat(fault(new VosException(VosException.UNREADABLE, "cut off"))).isEqualTo("broken");
        assertThat(fault(new VosException(
                        VosException.UNREADABLE, "cannot be read", new SocketTimeoutException("Read timed out"))))
                .isEqualTo("timeout");
        assertThat(fault(new IllegalStateException(new SocketTimeoutException("Read timed out"))))
                .isEqualTo("timeout");
        assertThat(fault(new ConnectException("Connection refused"))).isEqualTo("unreachable");
        assertThat(fault(new IOException("reset"))).isEqualTo("unreachable");
        assertThat(fault(new IllegalStateException("no such topic"))).isEqualTo("store");
    }

    static CdrLedger ledger(String now) {
        return new CdrLedger(Samples.TIMES, Samples.PAUSES, Samples.clock(now));
    }

    private static String fault(Exception cause) {
        return fail(planned(), "2026-03-29T12:00:00Z", cause).fault();
    }

    private static LedgerEntry planned() {
        return LedgerEntry.planned(1, "8001", DAY);
    }

    private static LedgerEntry fail(LedgerEntry last, String at, Exception cause) {
        Window window = new Window(Samples.node("UTC"), "8001", DAY, last);
        return ledger(at).failed(List.of(window), Samples.run(at), cause).get(0);
    }

    private static Map<LocalDate, Figures> stored(WindowPull pull) {
        return Map.of(DAY, pull.of(pull.windows().get(0)).expected());
    }

    private static WindowPull pull(String at) {
        String body = "{\"retCode\":0,\"infoCdrs\":[{\"flowNo\":1,\"start\":%d,\"fee\":0.5,\"holdTime\":9}]}"
                .formatted(DAY.atTime(12, 0).atZone(ZoneOffset.UTC).toInstant().toEpochMilli());
        Window window = Window.first(Samples.node("Europe/Berlin"), "8001", DAY);
        var pull = new WindowPull(List.of(window), Samples.run(at), KnownRecords.NONE, Samples.TIMES::pulledWhole);
        pull.reply(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), 10, Samples.room(), () -> {})
                .forEachRemaining(batch -> assertThat(batch.rejected()).isEmpty());
        return pull;
    }
}
