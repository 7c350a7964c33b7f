package io.caravan.embedded.vos.calls;

import java.time.DayOfWeek;
import java.time.LocalDate;

/** The records of one account on one day as the node answers them at the population's revision. */
final class AccountDay {

    private static final int LATE = 1;
    private static final int CORRECTED = 2;
    private static final int CORRECTION_KIND = 3;
    private static final int VANISHED = 4;
    private static final int BAD = 5;
    private static final int DEFECT = 6;
    private static final int DUPLICATE = 7;

    private final Account account;
    private final LocalDate day;
    private final DayCurve curve;
    private final CallMaker maker;
    private final Population population;

    AccountDay(Account account, LocalDate day, VosNode node, EgressGateway[] egress, Population population) {
        this.account = account;
        this.day = day;
        this.population = population;
        curve = new DayCurve(node.zone(), day);
        maker = new CallMaker(account, day, curve, egress);
    }

    /** Every record once, the late ones last. */
    <E extends Exception> void records(CallSink<E> sink) throws E {
        if (curve.begin() > population.now() || !FlowNo.covers(day)) {
            return;
        }
        int regular = regularCalls();
        for (int i = 0; i < regular; i++) {
            offer(maker.regular(i, regular), 0, sink);
        }
        for (int revision = 1; revision <= population.revision(); revision++) {
            int late = lateCalls(regular, revision);
            for (int i = 0; i < late; i++) {
                offer(maker.late(revision, i), revision, sink);
            }
        }
    }

    /** The good records that the reply holds a second time, far from the first. */
    <E extends Exception> void repeats(CallSink<E> sink) throws E {
        if (population.duplicateShare() > 0) {
            records((cdr, defect) -> {
                if (defect == Defect.NONE && hit(cdr, DUPLICATE, 0, population.duplicateShare())) {
                    sink.accept(cdr, defect);
                }
            });
        }
    }

    private int regularCalls() {
        if (account.huge()) {
            return population.hugeAccountRecords();
        }
        boolean weekend = day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
        double dayLevel = (weekend ? 0.75 : 1.1) * (0.85 + 0.3 * dayUnit(0));
        return (int) Math.round(population.recordsPerAccountDay() * account.volume() * dayLevel);
    }

    private int lateCalls(int regular, int revision) {
        int count = (int) (regular * population.lateShare() + dayUnit(revision));
        return Math.min(count, FlowNo.MAX_LATE);
    }

    private double dayUnit(int revision) {
        return Mix.unit(Mix.of(Mix.of(Mix.of(account.seed(), day.toEpochDay()), LATE), revision));
    }

    private <E extends Exception> void offer(Cdr made, int since, CallSink<E> sink) throws E {
        if (made.stop() > population.now() || hits(made, VANISHED, since, population.vanishedShare()) > 0) {
            return;
        }
        Cdr cdr = corrected(made, since);
        boolean bad = hit(cdr, BAD, 0, population.badRecordShare());
        sink.accept(cdr, bad ? Defect.drawn(bits(cdr, DEFECT, 0)) : Defect.NONE);
    }

    private Cdr corrected(Cdr made, int since) {
        int times = made.answered() ? hits(made, CORRECTED, since, population.correctedShare()) : 0;
        if (times == 0) {
            return made;
        }
        if (bits(made, CORRECTION_KIND, 0) < 0) {
            return made.repriced(times);
        }
        Cdr longer = made.lengthened(times);
        // Nobody corrects a call to end in the future.
        return longer.stop() > population.now() ? made : longer;
    }

    private int hits(Cdr cdr, int what, int since, double share) {
        int hits = 0;
        for (int revision = since + 1; share > 0 && revision <= population.revision(); revision++) {
            hits += hit(cdr, what, revision, share) ? 1 : 0;
        }
        return hits;
    }

    private boolean hit(Cdr cdr, int what, int revision, double share) {
        return share > 0 && Mix.unit(bits(cdr, what, revision)) < share;
    }

    private long bits(Cdr cdr, int what, int revision) {
        return Mix.of(Mix.of(account.seed(), cdr.flowNo()), what * 64L + revision);
    }
}
