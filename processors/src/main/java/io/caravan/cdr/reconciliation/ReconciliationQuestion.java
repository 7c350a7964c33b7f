package io.caravan.cdr.reconciliation;

import java.time.LocalDate;
import java.util.Map;

/**
 * A checked question about days, both included.
 *
 * @param parameters of the SQL statements that answer it
 * @param limit most windows in the reply
 * @param changesLimit most changed, late and vanished records in the reply
 */
public record ReconciliationQuestion(
        LocalDate from, LocalDate to, int limit, int changesLimit, Map<String, Object> parameters) {

    public ReconciliationQuestion {
        parameters = Map.copyOf(parameters);
    }
}
