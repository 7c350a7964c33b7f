package io.caravan.embedded.vos.calls;

import java.util.List;

/**
 * A customer account of one node and the habits its calls follow.
 *
 * @param index            place in the node, part of every flowNo
 * @param login            what requests and records call {@code account}; may be Chinese or display-like
 * @param agentAccount     supplier; empty when there is none
 * @param billingIncrement seconds that billed time is rounded up to
 * @param volume           calls a day relative to the mean
 * @param hasSuite         whether part of its time comes out of a package
 * @param moneyMicros      balance in millionths of a yuan; negative when in debt
 * @param huge             whether {@code hugeAccountRecords} decides its volume
 */
public record Account(
        int index,
        String login,
        String name,
        long seed,
        List<String> ingressGateways,
        String ip,
        String productId,
        String agentAccount,
        String agentName,
        int billingIncrement,
        double answerShare,
        double volume,
        boolean hasSuite,
        long moneyMicros,
        long limitMoneyMicros,
        boolean huge) {

    int billedSeconds(int holdTime) {
        return (holdTime + billingIncrement - 1) / billingIncrement * billingIncrement;
    }
}
