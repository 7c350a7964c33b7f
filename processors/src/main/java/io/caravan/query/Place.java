package io.caravan.query;

import java.util.List;
import java.util.Optional;

/**
 * A table or dictionary, and what may be asked of it.
 *
 * @param database empty: the database that is asked
 * @param name of the table or dictionary
 * @param dictionary whether it is a dictionary of ClickHouse, not a table
 * @param sortingKey columns by which the table is sorted, as far as the key begins with plain columns; in their order
 * @param fields what can be shown and filtered
 * @param links to dictionaries
 */
public record Place(
        String database,
        String name,
        boolean dictionary,
        List<String> sortingKey,
        List<Field> fields,
        List<Link> links) {

    public Place {
        sortingKey = List.copyOf(sortingKey);
        fields = List.copyOf(fields);
        links = List.copyOf(links);
    }

    public Optional<Field> field(String wanted) {
        return fields.stream().filter(field -> field.name().equals(wanted)).findFirst();
    }

    public Optional<Link> link(String wanted) {
        return links.stream().filter(link -> link.name().equals(wanted)).findFirst();
    }
}
