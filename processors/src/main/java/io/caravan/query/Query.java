package io.caravan.query;

import java.util.List;
import java.util.Optional;

/**
 * A question to a view. Paths are names with dots between them: links, then a field or a link.
 *
 * @param select paths to show; with {@code groupBy} or {@code aggregate} empty
 * @param where which rows
 * @param groupBy paths whose values make a group
 * @param aggregate what is computed of each group, or of all rows
 * @param orderBy paths that are shown, or names of aggregates
 * @param limit most rows; more than the view allows is refused
 * @param offset rows that are left out before them
 */
public record Query(
        List<String> select,
        Optional<Condition> where,
        List<String> groupBy,
        List<Aggregate> aggregate,
        List<Order> orderBy,
        Optional<Integer> limit,
        int offset) {

    public Query {
        select = List.copyOf(select);
        groupBy = List.copyOf(groupBy);
        aggregate = List.copyOf(aggregate);
        orderBy = List.copyOf(orderBy);
    }

    /** What a group is reduced to. */
    public enum Function {
        COUNT("count"),
        COUNT_DISTINCT("uniqExact"),
        SUM("sum"),
        AVG("avg"),
        MIN("min"),
        MAX("max");

        private final String sql;

        Function(String sql) {
            this.sql = sql;
        }

        String sql() {
            return sql;
        }
    }

    /**
     * @param name of the column in the answer
     * @param path of a field; none counts rows
     */
    public record Aggregate(String name, Function function, Optional<String> path) {}

    public record Order(String name, boolean descending) {}
}
