package io.caravan.query.view;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.caravan.query.Field;
import io.caravan.query.Field.Computed;
import io.caravan.query.Sql;
import io.caravan.query.view.Definition.Shown;

/** Makes fields of what a view shows of a table. */
final class FieldCheck {

    private final Schema schema;
    private final Verdicts verdicts;

    FieldCheck(Schema schema, Verdicts verdicts) {
        this.schema = schema;
        this.verdicts = verdicts;
    }

    /**
     * @param shown empty: every column that can be shown
     * @param links which names are taken, and by which column; a field may have the name of a link with the same column
     */
    List<Field> fields(Optional<List<Shown>> shown, Located at, Map<String, Word> links) throws IOException {
        if (shown.isEmpty()) {
            return every(at, links);
        }
        Set<String> taken = new HashSet<>();
        List<Field> fields = new ArrayList<>();
        for (Shown one : shown.get()) {
            checkName(one.name());
            String name = one.name().text();
            boolean free =
                    taken.add(name) && (plain(one) ? free(name, one.value().text(), links) : !links.containsKey(name));
            if (!free) {
                verdicts.add(one.name().line(), "'" + name + "' is the name of two fields or links");
            }
            field(one, at).ifPresent(fields::add);
        }
        return fields;
    }

    private static boolean plain(Shown shown) {
        return !shown.expression() && shown.type().isEmpty();
    }

    private static boolean free(String name, String column, Map<String, Word> links) {
        return !links.containsKey(name) || links.get(name).text().equals(column);
    }

    private static List<Field> every(Located at, Map<String, Word> links) {
        List<Field> fields = new ArrayList<>();
        for (Map.Entry<String, ColumnFacts> column : at.facts().columns().entrySet()) {
            String name = column.getKey();
            if (free(name, name, links)
                    && !name.contains(".")
                    && !Types.state(column.getValue().type())) {
                fields.add(plain(name, name, column.getValue()));
            }
        }
        return fields;
    }

    /** Dots stand between the names of a path. */
    void checkName(Word name) {
        if (name.text().isBlank() || name.text().contains(".")) {
            verdicts.add(name.line(), "'" + name + "': a name without dots is wanted");
        }
    }

    /** Empty when it cannot be shown; that is told. */
    Optional<Field> field(Shown shown, Located at) throws IOException {
        String name = shown.name().text();
        if (shown.expression()) {
            return computed(
                    shown,
                    at,
                    Expressions.resolve(
                            shown.value().text(), at.facts().columns().keySet()));
        }
        Optional<ColumnFacts> column = at.facts().column(shown.value().text());
        if (column.isEmpty()) {
            verdicts.unknown(shown.value(), "column", at.toString(), at.facts().names());
            return Optional.empty();
        }
        if (Types.state(column.get().type())) {
            verdicts.add(
                    shown.value().line(),
                    "column '" + shown.value() + "' of " + at + " holds states of an aggregate, not values; "
                            + "expression: finalizeAggregation(" + shown.value() + ") shows them");
            return Optional.empty();
        }
        if (shown.type().isPresent()) {
            String plain = shown.value().text();
            return computed(shown, at, new Computed(Sql.quote(plain), List.of(plain)));
        }
        return Optional.of(plain(name, shown.value().text(), column.get()));
    }

    private static Field plain(String name, String column, ColumnFacts facts) {
        return new Field(name, new Field.Column(column), facts.type(), facts.absent());
    }

    private Optional<Field> computed(Shown shown, Located at, Computed source) throws IOException {
        Optional<String> fault = Expressions.fault(source.expression());
        if (fault.isPresent()) {
            verdicts.add(shown.value().line(), shown.name() + ": " + fault.get());
            return Optional.empty();
        }
        String sql = shown.type()
                .map(type -> "CAST(" + source.expression() + ", " + Sql.text(type.text()) + ")")
                .orElse(source.expression());
        String anyColumn = at.facts().names().iterator().next();
        try {
            String type = schema.typeOf(sql, at.database(), at.name(), anyColumn);
            return Optional.of(new Field(
                    shown.name().text(),
                    new Computed(sql, source.columns()),
                    type,
                    Types.absent(type, Optional.empty())));
        } catch (SchemaException e) {
            verdicts.add(
                    shown.type().orElse(shown.value()).line(), shown.name() + ": ClickHouse refuses it: " + e.said());
            return Optional.empty();
        }
    }
}
