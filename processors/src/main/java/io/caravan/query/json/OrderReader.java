package io.caravan.query.json;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.caravan.query.Query;
import io.caravan.query.QueryException;

/** Reads {@code ["path","-path"]}: a minus before a path turns its order. */
final class OrderReader {

    private OrderReader() {}

    static List<Query.Order> read(List<String> texts) {
        List<Query.Order> orders = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String text : texts) {
            boolean descending = text.startsWith("-");
            String path = descending ? text.substring(1) : text;
            if (path.isBlank()) {
                throw new QueryException("orderBy", "orderBy: a path is wanted behind the minus.");
            }
            if (!seen.add(path)) {
                throw new QueryException("orderBy", "orderBy: " + path + " stands there twice.");
            }
            orders.add(new Query.Order(path, descending));
        }
        return orders;
    }
}
