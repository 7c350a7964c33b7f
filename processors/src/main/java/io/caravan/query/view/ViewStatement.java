package io.caravan.query.view;

import java.util.ArrayList;
import java.util.List;

import io.caravan.query.Field;
import io.caravan.query.Link;
import io.caravan.query.Place;
import io.caravan.query.Sql;
import io.caravan.query.View;

/** Writes {@code CREATE VIEW}: the wide table by the names of a view, for those who ask in SQL. */
final class ViewStatement {

    /** Columns are told apart from what they are shown as. */
    static final String WIDE = "wide";

    private ViewStatement() {}

    /** @throws io.caravan.query.QueryException when the default filter goes over a link */
    static String of(View view) {
        Place table = view.table();
        List<String> columns = new ArrayList<>();
        table.fields().forEach(field -> columns.add(shown(field, field.name())));
        table.links().stream()
                .map(Link::column)
                .filter(column -> table.field(column.name()).isEmpty())
                .forEach(column -> columns.add(shown(column, column.name())));
        String where = view.where()
                .map(condition -> "\nWHERE " + new ConditionSql(table).of(condition))
                .orElse("");
        return "CREATE VIEW " + Sql.quote(table.database(), view.name()) + " AS\nSELECT\n    "
                + String.join(",\n    ", columns) + "\nFROM " + Sql.quote(table.database(), table.name()) + " AS "
                + WIDE
                + where;
    }

    private static String shown(Field field, String name) {
        return Expressions.of(field, WIDE) + " AS " + Sql.quote(name);
    }
}
