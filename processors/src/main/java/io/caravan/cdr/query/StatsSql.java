package io.caravan.cdr.query;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.caravan.hub.question.SqlText;
import io.caravan.hub.question.Statement;

/** The statement for statistics: sums of each group and of all of them, in one, so that they agree. */
final class StatsSql {

    private final StatsQuestion question;
    private final SqlText sql = new SqlText();

    private StatsSql(StatsQuestion question) {
        this.question = question;
    }

    static Statement of(StatsQuestion question) {
        return new StatsSql(question).statement();
    }

    /** Whether the row is the sum of all groups. */
    static boolean isTotal(Map<String, Object> row) {
        return ((Number) row.get("isTotal")).intValue() == 1;
    }

    private Statement statement() {
        conditions();
        List<StatsGroup> groups = question.groups();
        String keys = IntStream.range(0, groups.size())
                .mapToObj(i -> expression(groups.get(i)) + " AS key" + i + ", ")
                .collect(Collectors.joining());
        String names =
                IntStream.range(0, groups.size()).mapToObj(i -> "key" + i).collect(Collectors.joining(", "));
        String select = "SELECT " + keys + (groups.isEmpty() ? "1" : "grouping(key0)") + " AS isTotal,\n  "
                + question.source().sums() + "\n" + question.source().from() + "\nWHERE " + sql.conditions();
        if (groups.isEmpty()) {
            return sql.statement(select + settings());
        }
        return sql.with("rows", question.limit() + 2)
                .statement(select + "\nGROUP BY GROUPING SETS ((" + names + "), ())\nORDER BY isTotal DESC, "
                        + order(groups) + names + "\nLIMIT {rows:UInt32}"
                        + settings());
    }

    private void conditions() {
        if (question.source() == StatsSource.DAYS) {
            sql.where(StatsLevel.of(question).condition());
        }
        sql.where(
                        "day BETWEEN {firstDay:Date} AND {lastDay:Date}",
                        "firstDay",
                        question.range().firstDay())
                .with("lastDay", question.range().lastDay());
        question.range().instants().ifPresent(instants -> {
            String time = question.source().time();
            sql.where(time + " >= {from:DateTime64(3, 'UTC')} AND " + time + " < {to:DateTime64(3, 'UTC')}")
                    .with("from", instants.from())
                    .with("to", instants.to());
        });
        list("node_id IN {nodes:Array(UInt32)}", "nodes", question.nodes());
        list("account IN {accounts:Array(String)}", "accounts", question.accounts());
        list("caller_gateway IN {callerGateways:Array(String)}", "callerGateways", question.callerGateways());
        list("callee_gateway IN {calleeGateways:Array(String)}", "calleeGateways", question.calleeGateways());
    }

    private String settings() {
        return switch (question.source()) {
            case DAYS -> StatsLevel.of(question).settings();
            case HOURS -> "\nSETTINGS optimize_move_to_prewhere = 0";
            case RECORDS -> "";
        };
    }

    private void list(String condition, String name, List<?> values) {
        if (!values.isEmpty()) {
            sql.where(condition, name, values);
        }
    }

    /** Time as epoch seconds or as a day, everything else as it is stored. */
    private String expression(StatsGroup group) {
        if (!group.ofTime()) {
            return group.column();
        }
        if (question.buckets().isPresent()) {
            sql.with("starts", question.buckets().get().epochSeconds());
            return "roundDown(toUInt32(toUnixTimestamp(" + question.source().time() + ")), {starts:Array(UInt32)})";
        }
        return switch (group) {
            case HOUR -> "toUInt32(toUnixTimestamp(hour))";
            case MONTH -> "toStartOfMonth(day)";
            default -> "day";
        };
    }

    /** Time goes on; what is no time is sorted by what it brings. */
    private static String order(List<StatsGroup> groups) {
        return groups.get(0).ofTime() ? "" : "sumFee DESC, ";
    }
}
