package io.caravan.cdr;

import java.time.LocalDate;

/**
 * The unit of work: one account of one node on one business day in the zone of the node.
 *
 * @param attempts failures in a row so far
 */
public record Window(VosNode node, String account, LocalDate day, int attempts) {

    /** Stands for an account where the node does not even name its accounts. */
    public static final String NODE_ITSELF = "*";

    @Override
    public String toString() {
        return node.id() + "/" + account + "/" + day;
    }
}
