package io.caravan.cdr.sync;

import java.time.LocalDate;

/** A window that is to be pulled next, without what the ledger says of it. */
record SyncTarget(LocalDate day, String account) {}
