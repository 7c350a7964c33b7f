package io.caravan.embedded.vos.calls;

import java.time.LocalDate;

/** Makes the calls of one account on one day, each from its place in the day alone. Not for use by several threads. */
final class CallMaker {

    private static final double LOG_MEDIAN_SECONDS = StrictMath.log(95);
    private static final double LOG_DEVIATION = 1.05;
    private static final int LONGEST_SECONDS = 4 * 3600;
    private static final int CALLERS_PER_ACCOUNT = 300;
    private static final double ABSENT_DIRECTION_SHARE = 0.015;
    private static final int[] REASONS_AFTER_LEAVING = {480, 480, 486, 486, 487, 487, 487, 503, 404, 408};
    private static final int[] REASONS_WITHIN = {-69, -69, -9, -42, 503};

    private final Account account;
    private final LocalDate day;
    private final DayCurve curve;
    private final RatePlan rates;
    private final String[] ingress;
    private final EgressGateway[] egress;
    private final long daySeed;
    private final long callerBlock;
    private final Draws draws = new Draws();

    CallMaker(Account account, LocalDate day, DayCurve curve, EgressGateway[] egress) {
        this.account = account;
        this.day = day;
        this.curve = curve;
        this.egress = egress;
        rates = new RatePlan(account.seed());
        ingress = account.ingressGateways().toArray(String[]::new);
        daySeed = Mix.of(account.seed(), day.toEpochDay());
        callerBlock = 20_000_000_000L + (Mix.of(account.seed(), "callers") >>> 1) % 9_000_000 * 1000;
    }

    /** The regular call at an index: the day's calls begin in the order of their indexes. */
    Cdr regular(int index, int count) {
        draws.startAt(Mix.of(daySeed, index));
        return at(curve.at((index + draws.unit()) / count), index);
    }

    /** A call that a revision adds, anywhere in the day. */
    Cdr late(int revision, int index) {
        int place = FlowNo.latePlace(revision, index);
        draws.startAt(Mix.of(daySeed, place));
        return at(curve.at(draws.unit()), place);
    }

    private Cdr at(long start, int place) {
        Rate rate = rates.draw(draws);
        String caller = Long.toString(callerBlock + draws.below(CALLERS_PER_ACCOUNT));
        String dialled = rate.prefix() + digits(draws.bits(), rate.tailDigits());
        boolean answered = draws.chance(account.answerShare());
        boolean left = answered || draws.chance(0.8);
        EgressGateway gateway = left ? draws.oneOf(egress) : EgressGateway.NONE;
        int holdTime = answered ? talkSeconds() : 0;
        return new Cdr(
                FlowNo.of(day, account.index(), place),
                account,
                caller,
                draws.chance(0.1) ? "0" + caller : caller,
                draws.oneOf(ingress),
                left ? gateway.routingPrefix() + dialled : dialled,
                dialled,
                gateway,
                start,
                answered ? start + holdTime * 1000L - draws.below(1000) : start,
                rate,
                answered ? Charge.of(account, rate, holdTime) : Charge.NONE,
                draws.chance(ABSENT_DIRECTION_SHARE) ? -1 : left ? draws.below(2) : 2,
                answered ? 200 : reason(left ? REASONS_AFTER_LEAVING : REASONS_WITHIN),
                2 + draws.below(4));
    }

    private int talkSeconds() {
        // StrictMath: the same bits on every machine.
        double seconds = StrictMath.exp(LOG_MEDIAN_SECONDS + LOG_DEVIATION * draws.bell());
        return Math.max(1, Math.min(LONGEST_SECONDS, (int) seconds));
    }

    private int reason(int[] reasons) {
        return reasons[draws.below(reasons.length)];
    }

    private static String digits(long bits, int count) {
        char[] text = new char[count];
        long rest = bits >>> 1;
        for (int i = 0; i < count; i++) {
            text[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
        return new String(text);
    }
}
