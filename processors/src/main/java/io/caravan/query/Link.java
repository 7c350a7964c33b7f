package io.caravan.query;

import java.util.List;
import java.util.Map;

/**
 * A column that holds keys of a dictionary. Asked for by its own name it is the key itself.
 *
 * @param name by which paths go over it: {@code source.identifier}
 * @param column holds the keys, in the place that links; how it is shown when the link itself is asked for
 * @param key the dictionary's key column
 * @param nullable whether rows may have no match
 * @param unique whether no key stands twice in the target: a plain join then gives each row once. Always so for a dictionary
 * @param target the dictionary
 * @param copies fields of the target, or beyond ({@code a.b}), that the wide table holds a copy of, by path from the target; the
 *     value is a field of the wide table
 */
public record Link(
        String name,
        Field column,
        String key,
        boolean nullable,
        boolean unique,
        Place target,
        Map<String, Field> copies) {

    public Link {
        copies = Map.copyOf(copies);
        unique = unique || target.dictionary();
    }

    /** Such a link without copies, of whose keys nothing is known. */
    public static Link of(String name, Field column, String key, boolean nullable, Place target) {
        return new Link(name, column, key, nullable, false, target, Map.of());
    }

    /** The columns that it needs of the place that links. */
    List<String> columns() {
        return column.source() instanceof Field.Column plain
                ? List.of(plain.name())
                : ((Field.Computed) column.source()).columns();
    }
}
