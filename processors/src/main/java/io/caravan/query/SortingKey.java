package io.caravan.query;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which columns of a table's sorting key are worth being filtered: those before them must be down to few values. */
final class SortingKey {

    private final List<String> columns;
    private final Set<String> narrowed = new HashSet<>();

    /** @param conditions on columns of the table, all of which must hold */
    SortingKey(Place table, List<Bound> conditions) {
        columns = table.sortingKey();
        for (Bound condition : conditions) {
            // Others, such as an OR, leave too many values.
            if (condition instanceof Bound.Atom atom && atom.value().field().source() instanceof Field.Column column) {
                narrowed.add(column.name());
            }
        }
    }

    /** Whether keys of the link let parts of the table be left unread. */
    boolean reaches(Link link) {
        if (!(link.column().source() instanceof Field.Column wanted)) {
            return false;
        }
        for (String column : columns) {
            if (column.equals(wanted.name())) {
                return true;
            }
            if (!narrowed.contains(column)) {
                return false;
            }
        }
        return false;
    }
}
