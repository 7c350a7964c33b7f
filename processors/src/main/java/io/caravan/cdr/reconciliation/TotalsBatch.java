package io.caravan.cdr.reconciliation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import io.caravan.cdr.VosNode;

/**
 * Accounts whose totals of a day are asked in one call.
 *
 * @param askedAt taken before the call: what the node has had by then is in its answer
 */
public record TotalsBatch(VosNode node, LocalDate day, List<String> accounts, Instant askedAt) {

    public TotalsBatch {
        accounts = List.copyOf(accounts);
    }

    TotalsBatch askedAt(Instant now) {
        return new TotalsBatch(node, day, accounts, now);
    }

    @Override
    public String toString() {
        return node.id() + "/" + day + ", " + accounts.size() + " accounts";
    }
}
