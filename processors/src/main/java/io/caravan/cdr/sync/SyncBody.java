package io.caravan.cdr.sync;

import java.time.LocalDate;
import java.util.List;

/** The body of {@code POST /api/v1/cdrs/sync}, as it was sent: what was left out is null. */
record SyncBody(Integer node, LocalDate from, LocalDate to, List<String> accounts, String comment) {}
