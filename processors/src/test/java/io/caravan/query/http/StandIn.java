package io.caravan.query.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.caravan.query.Condition;
import io.caravan.query.Field;
import io.caravan.query.Plan;
import io.caravan.query.Query;
import io.caravan.query.QueryException;
import io.caravan.query.View;

/** Plans of questions about one table with one comparison, so that these tests are about what is around plans. The view evil has another one. */
final class StandIn {

    private final View view;
    private final Map<String, Object> parameters = new HashMap<>();

    private StandIn(View view) {
        this.view = view;
    }

    static Plan plan(View view, Query query) {
        if (view.name().equals("evil")) {
            return new Plan("DROP TABLE calls", Map.of(), List.of(), List.of());
        }
        return new StandIn(view).plan(query);
    }

    private Plan plan(Query query) {
        List<Plan.Column> columns = new ArrayList<>();
        List<String> selection = new ArrayList<>();
        for (String path : query.select().isEmpty() ? query.groupBy() : query.select()) {
            columns.add(new Plan.Column(path, field(path).type()));
            selection.add(quoted(path));
        }
        for (Query.Aggregate aggregate : query.aggregate()) {
            String function = aggregate.function() == Query.Function.COUNT_DISTINCT
                    ? "uniqExact"
                    : aggregate.function().name().toLowerCase();
            columns.add(new Plan.Column(aggregate.name(), "UInt64"));
            selection.add(function + "(" + aggregate.path().map(StandIn::quoted).orElse("") + ") AS "
                    + quoted(aggregate.name()));
        }
        parameters.put("rows", query.limit().orElseThrow());
        parameters.put("offset", query.offset());
        String sql = "SELECT " + String.join(", ", selection) + " FROM "
                + quoted(view.table().name())
                + query.where()
                        .map(where -> " WHERE " + comparison((Condition.Compare) where))
                        .orElse("")
                + (query.groupBy().isEmpty() ? "" : " GROUP BY " + list(query.groupBy()))
                + (query.orderBy().isEmpty() ? "" : " ORDER BY " + orders(query.orderBy()))
                + " LIMIT {rows:UInt64} OFFSET {offset:UInt64}";
        return new Plan(sql, parameters, columns, List.of(new Plan.Reason("table", "read", "it is asked for")));
    }

    private String comparison(Condition.Compare compare) {
        parameters.put("value", compare.value());
        return quoted(compare.path()) + " = {value:" + field(compare.path()).type() + "}";
    }

    private Field field(String path) {
        return view.table().field(path).orElseThrow(() -> new QueryException(path, path + ": there is no such path."));
    }

    private static String list(List<String> paths) {
        return paths.stream().map(StandIn::quoted).collect(Collectors.joining(", "));
    }

    private static String orders(List<Query.Order> orders) {
        return orders.stream()
                .map(order -> quoted(order.name()) + (order.descending() ? " DESC" : ""))
                .collect(Collectors.joining(", "));
    }

    private static String quoted(String name) {
        return "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`";
    }
}
