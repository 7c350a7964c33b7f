package io.caravan.cdr.sync;

import java.time.LocalDate;
import java.util.List;

/**
 * What a backfill is asked to be; checked.
 *
 * @param asked the accounts in the order of their names, each once; empty: all that the node names
 * @param comment for people; may be empty
 * @param key the client's Idempotency-Key: asks for the one job of this key; empty: for any that is open
 */
public record SyncRequest(int node, LocalDate from, LocalDate to, List<String> asked, String comment, String key) {}
