package io.caravan.embedded.vos.server;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;

import io.caravan.embedded.vos.calls.Population;

/**
 * Everything about a node that can be turned while it runs. Rates and shares are in [0, 1]. Rates are decided request by
 * request from the node's seed and its request counter; of several that hit one request the first in this order wins:
 * HTTP error, drop, truncate, error.
 *
 * @param now                  fixed clock as an ISO instant; null for the real clock
 * @param maxRangeDays         calendar days one GetCdr may span before it is answered -10033
 * @param latencyMs            wait before each reply
 * @param latencyPerAccount    further wait in milliseconds before a reply about that account
 * @param latencyPerThousandRecords further wait in milliseconds before a GetCdr reply, for each thousand records in it
 * @param errorRate            requests answered with HTTP 200 and {@code errorCode}
 * @param errorCode            the retCode of those and of {@code failAccounts}
 * @param failAccounts         accounts about which every request fails with {@code errorCode}
 * @param failInterfaces       interfaces that fail with {@code errorCode}
 * @param httpErrorRate        requests answered with HTTP 500
 * @param dropRate             requests whose connection breaks within the body
 * @param truncateRate         requests whose body ends early although HTTP calls it complete
 * @param down                 connections are closed without a reply
 * @param arrayWrapped         the reply is an array with the object in it
 * @param recordsPerAccountDay mean; see {@link Population}, also for the next seven
 * @param accessLog            one log line for each request
 */
public record Knobs(
        String now,
        int maxRangeDays,
        long latencyMs,
        Map<String, Long> latencyPerAccount,
        long latencyPerThousandRecords,
        double errorRate,
        int errorCode,
        List<String> failAccounts,
        List<String> failInterfaces,
        double httpErrorRate,
        double dropRate,
        double truncateRate,
        boolean down,
        boolean arrayWrapped,
        int recordsPerAccountDay,
        int hugeAccountRecords,
        int revision,
        double lateShare,
        double correctedShare,
        double vanishedShare,
        double badRecordShare,
        double duplicateShare,
        boolean accessLog) {

    /** Not a code of real nodes: a client must take what it does not know. */
    private static final int SIMULATED_ERROR = -10000;

    public Knobs {
        latencyPerAccount = Map.copyOf(latencyPerAccount);
        failAccounts = List.copyOf(failAccounts);
        failInterfaces = List.copyOf(failInterfaces);
        instant(now);
        within("maxRangeDays", maxRangeDays, 1, 36_600);
        within("latencyMs", latencyMs, 0, 3_600_000);
        within("latencyPerThousandRecords", latencyPerThousandRecords, 0, 3_600_000);
        within("errorCode", errorCode, Integer.MIN_VALUE, -1);
        within("recordsPerAccountDay", recordsPerAccountDay, 0, Population.MAX_RECORDS);
        within("hugeAccountRecords", hugeAccountRecords, 0, Population.MAX_RECORDS);
        within("revision", revision, 0, Population.MAX_REVISION);
        Map.of(
                        "errorRate", errorRate,
                        "httpErrorRate", httpErrorRate,
                        "dropRate", dropRate,
                        "truncateRate", truncateRate,
                        "lateShare", lateShare,
                        "correctedShare", correctedShare,
                        "vanishedShare", vanishedShare,
                        "badRecordShare", badRecordShare,
                        "duplicateShare", duplicateShare)
                .forEach((name, value) -> within(name, value, 0, 1));
    }

    /** A node that works: 500 records an account-day, no faults, the real clock. */
    public static Knobs defaults() {
        return new Knobs(
                null,
                2,
                0,
                Map.of(),
                0,
                0,
                SIMULATED_ERROR,
                List.of(),
                List.of(),
                0,
                0,
                0,
                false,
                false,
                500,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                false);
    }

    Population population() {
        return new Population(
                recordsPerAccountDay,
                hugeAccountRecords,
                revision,
                lateShare,
                correctedShare,
                vanishedShare,
                badRecordShare,
                duplicateShare,
                instant(now).toEpochMilli());
    }

    private static Instant instant(String now) {
        try {
            return now == null ? Instant.now() : Instant.parse(now);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "Knob now must be an instant such as 2026-07-20T08:00:00Z, not '" + now + "'", e);
        }
    }

    private static void within(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException("Knob " + name + " must be between " + plain(least) + " and "
                    + plain(most) + ", not " + plain(value));
        }
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
