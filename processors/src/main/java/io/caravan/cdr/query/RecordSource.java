package io.caravan.cdr.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.caravan.hub.question.SqlText;

/**
 * The FROM and WHERE of every question about call records: each once, in its newest version.
 *
 * <p>Fragments of numbers go through the text indexes, which know older versions too. They find the keys of all versions that
 * match; the records are then read by key in their newest version and looked at again. A key never changes, so that the
 * PREWHERE on it cannot tear the versions of a record apart; no condition on anything else may stand there.
 */
final class RecordSource {

    private static final String CALLERS = "concat(caller_e164, '\\n', caller_access_e164) LIKE ";
    private static final String CALLEES = "concat(callee_e164, '\\n', callee_access_e164) LIKE ";

    private static final String DAYS = "day BETWEEN {firstDay:Date} AND {lastDay:Date}";
    private static final String NODES = "node_id IN {nodes:Array(UInt32)}";

    private final SqlText sql = new SqlText();
    private final List<String> ofKeys = new ArrayList<>();
    private final List<String> indexed = new ArrayList<>();

    RecordSource(CdrFilter filter) {
        filter.range().ifPresent(this::range);
        if (!filter.nodes().isEmpty()) {
            ofKeys.add(NODES);
            sql.where(NODES, "nodes", filter.nodes());
        }
        fragment("caller", "(" + CALLERS + "{caller:String})", filter.caller());
        fragment("callee", "(" + CALLEES + "{callee:String})", filter.callee());
        fragment("number", "(" + CALLERS + "{number:String} OR " + CALLEES + "{number:String})", filter.number());
        list("account IN {accounts:Array(String)}", "accounts", filter.accounts());
        list("caller_gateway IN {callerGateways:Array(String)}", "callerGateways", filter.callerGateways());
        list("callee_gateway IN {calleeGateways:Array(String)}", "calleeGateways", filter.calleeGateways());
        list("end_reason IN {endReasons:Array(Int32)}", "endReasons", filter.endReasons());
        filter.minFee().ifPresent(fee -> sql.where("fee >= {minFee:Decimal(18, 6)}", "minFee", fee));
        filter.maxFee().ifPresent(fee -> sql.where("fee <= {maxFee:Decimal(18, 6)}", "maxFee", fee));
        if (filter.onlyWithFee()) {
            sql.where("fee > 0");
        }
        filter.answered().ifPresent(yes -> sql.where(yes ? "hold_time > 0" : "hold_time = 0"));
    }

    private void range(TimeRange range) {
        ofKeys.add(DAYS);
        sql.where(DAYS, "firstDay", range.firstDay()).with("lastDay", range.lastDay());
        range.instants().ifPresent(instants -> sql.where(
                        "start_time >= {from:DateTime64(3, 'UTC')} AND start_time < {to:DateTime64(3, 'UTC')}",
                        "from",
                        instants.from())
                .with("to", instants.to()));
    }

    private void list(String condition, String name, List<?> values) {
        if (!values.isEmpty()) {
            sql.where(condition, name, values);
        }
    }

    private void fragment(String name, String condition, Optional<String> fragment) {
        fragment.ifPresent(text -> {
            sql.where(condition, name, Fragment.pattern(text));
            if (FilterReader.indexed(text)) {
                indexed.add(condition);
            }
        });
    }

    /** For more conditions, and the parameters of what stands around this. */
    SqlText text() {
        return sql;
    }

    /** Begins with FROM; nothing is added to the conditions afterwards. */
    String fromWhere() {
        if (indexed.isEmpty()) {
            return "\nFROM cdr_current\nWHERE " + sql.conditions();
        }
        String keys = Stream.concat(ofKeys.stream(), indexed.stream()).collect(Collectors.joining(" AND "));
        return "\nFROM cdr FINAL\nPREWHERE (node_id, day, flow_no) IN (SELECT node_id, day, flow_no FROM cdr WHERE "
                + keys + ")\nWHERE NOT deleted\n  AND " + sql.conditions();
    }

    /**
     * Ends the statement.
     *
     * @param more settings, fixed texts
     */
    String settings(String... more) {
        List<String> all = new ArrayList<>(List.of(more));
        if (!indexed.isEmpty()) {
            all.add("do_not_merge_across_partitions_select_final = 1");
            all.add("use_skip_indexes_if_final = 0");
        }
        return all.isEmpty() ? "" : "\nSETTINGS " + String.join(", ", all);
    }
}
