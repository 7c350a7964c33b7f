package io.caravan.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What stands in the answer: values of the table, of what is joined, and of dictionaries that need no join. */
final class Shown {

    private final Paths paths;
    private final Selection selection;
    private final Reasons reasons;
    private final Set<String> onlyJoined;
    private final Map<String, String> looked = new HashMap<>();

    /** @param onlyJoined paths that must come of a join */
    Shown(Paths paths, Selection selection, Reasons reasons, Set<String> onlyJoined) {
        this.paths = paths;
        this.selection = selection;
        this.reasons = reasons;
        this.onlyJoined = onlyJoined;
    }

    /**
     * @param type ClickHouse's
     */
    record Column(String sql, String type) {}

    /** Decides which paths are looked up, when it is known what is joined anyway. */
    void prepare(List<String> shown) {
        List<Value> perhaps = new ArrayList<>();
        for (String path : shown) {
            Value value = paths.resolve(path);
            if (!value.note().isEmpty()) {
                reasons.add(path, "not joined", value.note());
            }
            if (onlyJoined.contains(path) || !Lookup.possible(value)) {
                selection.expression(value);
            } else {
                perhaps.add(value);
            }
        }
        for (Value value : perhaps) {
            if (selection.joins(value.chain())) {
                selection.expression(value);
            } else {
                looked.put(value.path(), Lookup.sql(value, selection));
                reasons.add(
                        value.path(), "looked up", "it is only shown, and a dictionary in memory answers by its key");
            }
        }
    }

    Column column(String path) {
        Value value = paths.resolve(path);
        String sql = looked.containsKey(path) ? looked.get(path) : selection.expression(value);
        return new Column(sql, value.field().type());
    }

    Column aggregate(Query.Aggregate aggregate) {
        if (aggregate.path().isEmpty()) {
            if (aggregate.function() != Query.Function.COUNT) {
                throw new QueryException(
                        aggregate.name(), aggregate.name() + ": a path is wanted for all but a count of rows.");
            }
            return new Column("count()", "UInt64");
        }
        String path = aggregate.path().get();
        Value value = paths.resolve(path);
        ColumnType type = ColumnType.of(value.field().type());
        boolean fits =
                switch (aggregate.function()) {
                    case SUM, AVG -> type.number();
                    case MIN, MAX -> type.comparable();
                    case COUNT, COUNT_DISTINCT -> true;
                };
        if (!fits) {
            throw new QueryException(
                    path,
                    aggregate.name() + ": " + path + " is of type " + type.family() + ", which does not go with it.");
        }
        String sql = aggregate.function().sql() + "(" + selection.expression(value) + ")";
        return new Column(sql, typeOf(aggregate.function(), type, value.field().type()));
    }

    private static String typeOf(Query.Function function, ColumnType type, String asItIs) {
        return switch (function) {
            case COUNT, COUNT_DISTINCT -> "UInt64";
            case AVG -> "Float64";
            case MIN, MAX -> asItIs;
            case SUM -> sumOf(type);
        };
    }

    private static String sumOf(ColumnType type) {
        if (type.decimal()) {
            return "Decimal(38, " + type.scale() + ")";
        }
        return type.integer() ? (type.family().startsWith("U") ? "UInt64" : "Int64") : "Float64";
    }
}
