package io.caravan.query.view;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table or dictionary as the server has it.
 *
 * @param columns in their order
 * @param sortingKey the plain columns with which it begins
 * @param keys of a dictionary: its key columns
 */
record TableFacts(Map<String, ColumnFacts> columns, List<String> sortingKey, List<String> keys) {

    TableFacts {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        sortingKey = List.copyOf(sortingKey);
        keys = List.copyOf(keys);
    }

    Collection<String> names() {
        return columns.keySet();
    }

    Optional<ColumnFacts> column(String name) {
        return Optional.ofNullable(columns.get(name));
    }

    /** What is known of the table that a ClickHouse view reads holds for columns that the view shows as they are. */
    TableFacts over(TableFacts base) {
        Map<String, ColumnFacts> merged = new LinkedHashMap<>();
        columns.forEach((name, column) -> merged.put(
                name,
                base.column(name)
                        .filter(below -> below.type().equals(column.type()))
                        .orElse(column)));
        List<String> shown = base.sortingKey().stream()
                .takeWhile(name -> merged.get(name) == base.columns().get(name))
                .toList();
        return new TableFacts(merged, shown, keys);
    }
}
