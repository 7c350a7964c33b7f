package io.caravan.cdr.reconciliation;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.camel.Exchange;

import io.caravan.cdr.VosNode;
import io.caravan.cdr.VosNodes;
import io.caravan.hub.http.ProblemException;

/** What clients ask about the reconciliation: query parameters, checked and typed. */
public final class ReconciliationQuestions {

    private static final int MOST_ROWS = 1000;
    private static final int MOST_DAYS = 31;
    private static final int CHANGES_IN_REPORT = 100;

    private final VosNodes nodes;
    private final Duration settle;
    private final Clock clock;

    /** @param settle time after the end of a day from which a pull sees all of it */
    public ReconciliationQuestions(VosNodes nodes, Duration settle, Clock clock) {
        this.nodes = nodes;
        this.settle = settle;
        this.clock = clock;
    }

    /** {@code GET /api/v1/cdrs/reconciliation}: day or from and to, node, account, only, limit, cursor. */
    public ReconciliationQuestion report(Exchange exchange) {
        var fields = new RequestFields(exchange.getMessage());
        Map<String, Object> more = new HashMap<>(Map.of("kind", ""));
        more.put("differences", !fields.word("only", List.of("differences")).isEmpty());
        more.putAll(fields.cursor(Map.of(), Pages.WINDOW_PARTS, Pages::windowsAfter));
        return question(fields, more, fields.number("limit", MOST_ROWS, MOST_ROWS), CHANGES_IN_REPORT);
    }

    /** {@code GET /api/v1/cdrs/reconciliation/changes}: day or from and to, node, account, kind, limit, cursor. */
    public ReconciliationQuestion changes(Exchange exchange) {
        var fields = new RequestFields(exchange.getMessage());
        Map<String, Object> more = new HashMap<>();
        more.put("kind", fields.word("kind", List.of("changed", "late", "vanished")));
        more.putAll(fields.cursor(Map.of(), Pages.CHANGE_PARTS, Pages::changesAfter));
        return question(fields, more, 0, fields.number("limit", CHANGES_IN_REPORT, MOST_ROWS));
    }

    /** About the last days, for the gauges. */
    public Map<String, Object> lastDays(int days) {
        LocalDate from = today().minusDays(days);
        LocalDate to = today().plusDays(1);
        return Map.of("from", from, "to", to, "nodes", ids(), "ends", ends(from, to));
    }

    private ReconciliationQuestion question(
            RequestFields fields, Map<String, Object> more, int limit, int changesLimit) {
        LocalDate day = fields.day("day", null);
        LocalDate from = day != null ? day : fields.day("from", today().minusDays(1));
        LocalDate to = day != null ? day : fields.day("to", from);
        if (to.isBefore(from) || from.plusDays(MOST_DAYS).isBefore(to.plusDays(1))) {
            throw ProblemException.badRequest(
                    "bad-range",
                    "to must not be before from, and at most " + MOST_DAYS + " days are answered at once.");
        }
        Map<String, Object> parameters = new HashMap<>(Pages.firstChanges());
        parameters.putAll(Pages.firstWindows(to));
        parameters.putAll(more);
        parameters.put("from", from);
        parameters.put("to", to);
        parameters.put("nodes", ids());
        parameters.put("ends", ends(from, to));
        parameters.put("node", fields.number("node", 0, Integer.MAX_VALUE));
        parameters.put("account", fields.text("account"));
        parameters.put("limit", limit);
        parameters.put("changes_limit", changesLimit);
        return new ReconciliationQuestion(from, to, limit, changesLimit, parameters);
    }

    /** From when on a pull sees all of a day, by node and day, epoch milliseconds. */
    private Map<String, Long> ends(LocalDate from, LocalDate to) {
        Map<String, Long> ends = new HashMap<>();
        for (VosNode node : nodes.enabled()) {
            from.datesUntil(to.plusDays(1))
                    .forEach(day -> ends.put(
                            node.id() + " " + day,
                            day.plusDays(1)
                                    .atStartOfDay(node.zone())
                                    .plus(settle)
                                    .toInstant()
                                    .toEpochMilli()));
        }
        return ends;
    }

    private List<Integer> ids() {
        return nodes.enabled().stream().map(VosNode::id).toList();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
