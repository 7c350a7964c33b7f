package io.caravan.query.http;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a plan of the store reads.
 *
 * @param columns names by table, which is {@code database.table}
 */
public record QueryReads(Map<String, Set<String>> columns) {

    /** @param plan as EXPLAIN json gives it, with headers */
    static QueryReads of(JsonNode plan) {
        Map<String, Set<String>> columns = new TreeMap<>();
        collect(plan, columns);
        return new QueryReads(columns);
    }

    private static void collect(JsonNode node, Map<String, Set<String>> columns) {
        if (node.path("Node Type").asText().equals("ReadFromMergeTree")) {
            Set<String> read = columns.computeIfAbsent(node.path("Description").asText(), table -> new TreeSet<>());
            node.path("Header").forEach(column -> read.add(column.path("Name").asText()));
        }
        node.forEach(child -> collect(child, columns));
    }
}
