package io.caravan.embedded.vos.calls;

/**
 * What a call cost. Times are seconds, money is millionths of a yuan; all zero when nobody answered.
 *
 * @param holdTime     talk time
 * @param feeTime      billed time: the talk time rounded up to the account's increment
 * @param suiteFeeTime part of the billed time that a package covers
 */
public record Charge(int holdTime, int feeTime, long fee, int suiteFeeTime, long suiteFee, long agentFee) {

    static final Charge NONE = new Charge(0, 0, 0, 0, 0, 0);

    private static final int SUITE_SECONDS = 60;
    private static final int AGENT_PERCENT = 78;

    static Charge of(Account account, Rate rate, int holdTime) {
        int feeTime = account.billedSeconds(holdTime);
        int suiteFeeTime = account.hasSuite() ? Math.min(SUITE_SECONDS, feeTime) : 0;
        long fee = rate.fee(feeTime);
        long agentFee = account.agentAccount().isEmpty() ? 0 : fee * AGENT_PERCENT / 100;
        return new Charge(holdTime, feeTime, fee, suiteFeeTime, rate.fee(suiteFeeTime), agentFee);
    }
}
