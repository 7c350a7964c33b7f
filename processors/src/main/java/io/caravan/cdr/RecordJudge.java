package io.caravan.cdr;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.caravan.clickhouse.Fingerprint;
import io.caravan.hub.deadletter.DeadLetter;

/** Decides for each record of a pull what it is: unchanged, changed, new or late, a repetition, or none to be stored. */
final class RecordJudge {

    /** A call may begin on another day than the one asked for, but none lasts this long. */
    static final long MOST_DAYS_AWAY = 7;

    /**
     * What is known of a record that cannot be stored.
     *
     * @param flowNo 0 when it is not known
     * @param start epoch milliseconds; 0 when it is not known
     */
    record Identity(long flowNo, long start) {}

    private final List<WindowTally> tallies;
    private final PullRun run;
    private final KnownRecords known;
    private final BusinessDays businessDays;
    private final byte[] account;
    private final Map<Long, FlowNumbers> flowNumbers = new HashMap<>();
    private long lastDay = Long.MIN_VALUE;
    private FlowNumbers numbersOfLastDay;

    RecordJudge(List<WindowTally> tallies, PullRun run, KnownRecords known) {
        Window first = tallies.get(0).window;
        this.tallies = tallies;
        this.run = run;
        this.known = known;
        this.businessDays = new BusinessDays(first.node().zone());
        this.account = first.account().getBytes(StandardCharsets.UTF_8);
    }

    /** No record comes any more: frees what only serves to compare them, which is most of the memory of a large pull. */
    void end() {
        flowNumbers.clear();
        numbersOfLastDay = null;
        lastDay = Long.MIN_VALUE;
    }

    /** Counts a record that can be stored, and adds it to the batch if need be. */
    void accept(CdrRecord record, byte[] raw, int offset, int length, GrowingBatch batch) {
        if (record.textLength(CdrField.ACCOUNT) == 0) {
            record.set(CdrField.ACCOUNT, account, 0, account.length);
        }
        long day = businessDays.of(record.number(CdrField.START));
        checkDistance(day);
        WindowTally tally = tallyOf(day);
        long flowNo = record.number(CdrField.FLOW_NO);
        long fingerprint = Fingerprint.of(raw, offset, length);
        int place = known.find(day, flowNo);
        boolean unchanged = place >= 0 && known.fingerprint(place) == fingerprint;
        switch (sighting(place, unchanged, day, flowNo, fingerprint)) {
            case REPEATED -> tally.repeated++;
            case CONFLICTING ->
                throw new BadRecordException(
                        BadRecordException.Reason.CONFLICTING,
                        "flowNo: stands twice in the reply, this time with other content");
            default -> {
                boolean asked = tally.epochDay == day && record.textIs(CdrField.ACCOUNT, account);
                count(record, tally, asked, fingerprint);
                if (place >= 0 && !unchanged) {
                    tally.changed++;
                    batch.add(change(record, tally, CdrChange.Kind.CHANGED, place, fingerprint));
                } else if (place < 0 && asked && tally.settled) {
                    tally.late++;
                    batch.add(change(record, tally, CdrChange.Kind.LATE, place, fingerprint));
                }
                if (place >= 0) {
                    known.see(place, fingerprint);
                }
                if (!unchanged) {
                    batch.add(record, day, raw, offset, length, fingerprint);
                }
            }
        }
    }

    /** Keeps a record that cannot be stored. When the store has an earlier version of it, that one has not vanished. */
    void reject(BadRecordException cause, Identity identity, byte[] raw, GrowingBatch batch) {
        long day = identity.start() == 0 ? Long.MIN_VALUE : businessDays.of(identity.start());
        WindowTally tally = tallyOf(day);
        tally.rejected++;
        batch.add(DeadLetter.of(cause.reason().code(), cause.getMessage(), tally.window.toString(), raw)
                .with(LetterFacts.ofWindows(tallies.get(0).window, tallies.get(tallies.size() - 1).window, run)));
        int place = known.find(day, identity.flowNo());
        if (place >= 0 && !known.seen(place)) {
            known.see(place, known.fingerprint(place));
            tally.kept.add(known.fee(place), known.holdTime(place), known.fingerprint(place));
        }
    }

    /** The store keeps one record for each flow number of a day, so that a second one must not be counted. */
    private FlowNumbers.Sighting sighting(int place, boolean unchanged, long day, long flowNo, long fingerprint) {
        if (place < 0) {
            return numbersOf(day).see(flowNo, fingerprint);
        } else if (!known.seen(place)) {
            return FlowNumbers.Sighting.NEW;
        }
        return unchanged ? FlowNumbers.Sighting.REPEATED : FlowNumbers.Sighting.CONFLICTING;
    }

    private static void count(CdrRecord record, WindowTally tally, boolean asked, long fingerprint) {
        if (asked) {
            tally.replied.add(record.number(CdrField.FEE), record.number(CdrField.HOLD_TIME), fingerprint);
        } else {
            tally.otherDays++;
        }
    }

    private CdrChange change(CdrRecord record, WindowTally tally, CdrChange.Kind kind, int place, long fingerprint) {
        return new CdrChange(
                tally.window.node().id(),
                tally.window.day(),
                tally.window.account(),
                record.number(CdrField.FLOW_NO),
                kind,
                fingerprint,
                Money.ofMicros(place < 0 ? 0 : known.fee(place)),
                Money.ofMicros(record.number(CdrField.FEE)),
                place < 0 ? 0 : known.holdTime(place),
                record.number(CdrField.HOLD_TIME),
                run.id(),
                run.start(),
                run.version());
    }

    private void checkDistance(long day) {
        long away = Math.max(tallies.get(0).epochDay - day, day - tallies.get(tallies.size() - 1).epochDay);
        if (away > MOST_DAYS_AWAY) {
            throw new BadRecordException(
                    BadRecordException.Reason.OTHER_DAY, "start: " + away + " days from the day that was asked for");
        }
    }

    /** The window of the day; the first one when there is none. */
    private WindowTally tallyOf(long day) {
        for (int i = 0; i < tallies.size(); i++) {
            if (tallies.get(i).epochDay == day) {
                return tallies.get(i);
            }
        }
        return tallies.get(0);
    }

    private FlowNumbers numbersOf(long day) {
        if (day != lastDay) {
            numbersOfLastDay = flowNumbers.computeIfAbsent(day, any -> new FlowNumbers());
            lastDay = day;
        }
        return numbersOfLastDay;
    }
}
