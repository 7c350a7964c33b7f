package io.caravan.cdr.reconciliation;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Where pages of windows and of changes begin, as parameters of the SQL, and end, as cursors. */
final class Pages {

    static final int WINDOW_PARTS = 3;
    static final int CHANGE_PARTS = 6;

    private Pages() {}

    /** The newest day comes first. */
    static Map<String, Object> firstWindows(LocalDate to) {
        return Map.of("after_day", to.plusDays(1), "after_node", 0, "after_account", "");
    }

    /** The newest change comes first. */
    static Map<String, Object> firstChanges() {
        return Map.of(
                "change_millis",
                Long.MAX_VALUE,
                "change_node",
                0,
                "change_day",
                LocalDate.EPOCH,
                "change_flow",
                0,
                "change_kind",
                "",
                "change_print",
                0);
    }

    static String afterWindow(Map<String, Object> row) {
        return Cursor.of(row.get("day"), row.get("nodeId"), row.get("account"));
    }

    static String afterChange(Map<String, Object> row) {
        return Cursor.of(
                row.get("seenMillis"),
                row.get("nodeId"),
                row.get("day"),
                row.get("flowNo"),
                row.get("kind"),
                row.get("print"));
    }

    /** @throws RuntimeException when a part is not what it must be */
    static Map<String, Object> windowsAfter(List<String> parts) {
        return Map.of(
                "after_day", LocalDate.parse(parts.get(0)),
                "after_node", Integer.parseInt(parts.get(1)),
                "after_account", parts.get(2));
    }

    /** @throws RuntimeException when a part is not what it must be */
    static Map<String, Object> changesAfter(List<String> parts) {
        return Map.of(
                "change_millis", Long.parseLong(parts.get(0)),
                "change_node", Integer.parseInt(parts.get(1)),
                "change_day", LocalDate.parse(parts.get(2)),
                "change_flow", Long.parseLong(parts.get(3)),
                "change_kind", parts.get(4),
                "change_print", new BigInteger(parts.get(5)));
    }
}
