package io.caravan.query.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import io.caravan.query.Query;
import io.caravan.query.QueryException;

/** Reads {@code {"name":{"sum":"path"},"calls":{"count":"*"}}}. */
final class AggregateReader {

    private static final Map<String, Query.Function> FUNCTIONS = new TreeMap<>(Map.of(
            "count", Query.Function.COUNT,
            "countDistinct", Query.Function.COUNT_DISTINCT,
            "sum", Query.Function.SUM,
            "avg", Query.Function.AVG,
            "min", Query.Function.MIN,
            "max", Query.Function.MAX));

    private static final String ALL_ROWS = "*";
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]{0,63}");

    private AggregateReader() {}

    static List<Query.Aggregate> read(JsonNode json, int most) {
        if (!json.isObject()) {
            throw new QueryException(
                    "aggregate", "aggregate: an object is wanted, such as {\"total\":{\"sum\":\"fee\"}}.");
        }
        if (json.size() > most) {
            throw new QueryException("aggregate", "aggregate: at most " + most + " are allowed.");
        }
        List<Query.Aggregate> read = new ArrayList<>();
        json.properties().forEach(member -> read.add(one(member.getKey(), member.getValue())));
        return read;
    }

    private static Query.Aggregate one(String name, JsonNode json) {
        String part = "aggregate." + name;
        if (!NAME.matcher(name).matches()) {
            throw new QueryException(
                    part, part + ": a name has letters, digits and underscores, at most 64, and no digit first.");
        }
        if (!json.isObject() || json.size() != 1) {
            throw new QueryException(part, part + ": one function with its path is wanted, such as {\"sum\":\"fee\"}.");
        }
        Map.Entry<String, JsonNode> member = json.properties().iterator().next();
        Query.Function function = FUNCTIONS.get(member.getKey());
        if (function == null) {
            throw Members.unknown(
                    part + "." + member.getKey(),
                    member.getKey(),
                    part + ": " + member.getKey() + " is no function",
                    FUNCTIONS.keySet());
        }
        if (!member.getValue().isTextual() || member.getValue().textValue().isBlank()) {
            throw new QueryException(part, part + ": the path of a field is wanted.");
        }
        return new Query.Aggregate(
                name, function, path(part, function, member.getValue().textValue()));
    }

    private static Optional<String> path(String part, Query.Function function, String path) {
        if (!path.equals(ALL_ROWS)) {
            return Optional.of(path);
        }
        if (function != Query.Function.COUNT) {
            throw new QueryException(part, part + ": only count takes *; the path of a field is wanted.");
        }
        return Optional.empty();
    }
}
