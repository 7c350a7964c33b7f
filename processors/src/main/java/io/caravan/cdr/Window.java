package io.caravan.cdr;

import java.time.LocalDate;

/**
 * The unit of work: one account of one node on one business day in the zone of the node.
 *
 * @param last what the ledger says of it
 */
public record Window(VosNode node, String account, LocalDate day, LedgerEntry last) {

    /** Stands for an account where the node does not even name its accounts. */
    public static final String NODE_ITSELF = "*";

    /** A window that was never pulled. */
    public static Window first(VosNode node, String account, LocalDate day) {
        return new Window(node, account, day, LedgerEntry.planned(node.id(), account, day));
    }

    /** Whether its last pull failed because the node took too long. */
    public boolean timedOutBefore() {
        return last.failed() && last.fault().equals(PullFault.TIMEOUT.label());
    }

    @Override
    public String toString() {
        return node.id() + "/" + account + "/" + day;
    }
}
