package io.caravan.cdr.reconciliation;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts what the store answered into the replies that clients get. */
public final class ReconciliationReport {

    private final Clock clock;

    public ReconciliationReport(Clock clock) {
        this.clock = clock;
    }

    /** Right or not first, then totals by day and node, windows, and the newest changes. */
    public Map<String, Object> report(
            ReconciliationQuestion question,
            List<Map<String, Object>> totals,
            List<Map<String, Object>> windows,
            List<Map<String, Object>> changes) {
        List<DayTotals> days = totals.stream().map(DayTotals::of).toList();
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("from", question.from());
        reply.put("to", question.to());
        reply.put("asOf", clock.instant());
        reply.put("right", !days.isEmpty() && days.stream().allMatch(DayTotals::right));
        reply.put("totals", days);
        List<Map<String, Object>> page = page(windows, question.limit());
        reply.put("windows", page.stream().map(WindowReport::of).toList());
        reply.put("cursor", page.size() < windows.size() ? Pages.afterWindow(last(page)) : null);
        reply.putAll(changes(question, changes, "changesCursor"));
        return reply;
    }

    public Map<String, Object> changes(ReconciliationQuestion question, List<Map<String, Object>> rows) {
        return changes(question, rows, "cursor");
    }

    private static Map<String, Object> changes(
            ReconciliationQuestion question, List<Map<String, Object>> rows, String cursorName) {
        List<Map<String, Object>> page = page(rows, question.changesLimit());
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("changes", page.stream().map(ReconciliationReport::shown).toList());
        reply.put(cursorName, page.size() < rows.size() ? Pages.afterChange(last(page)) : null);
        return reply;
    }

    /** Without what only the cursor needs. */
    private static Map<String, Object> shown(Map<String, Object> row) {
        Map<String, Object> shown = new LinkedHashMap<>(row);
        shown.keySet().removeAll(List.of("seenMillis", "print"));
        return shown;
    }

    /** The store is asked for one row more than a page has, to know whether there is another page. */
    private static List<Map<String, Object>> page(List<Map<String, Object>> rows, int limit) {
        return rows.size() <= limit ? rows : new ArrayList<>(rows.subList(0, limit));
    }

    private static Map<String, Object> last(List<Map<String, Object>> page) {
        return page.get(page.size() - 1);
    }
}
