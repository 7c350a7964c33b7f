package io.caravan.query;

import java.util.List;

/**
 * A column, or a value that is computed from columns.
 *
 * @param name by which it is asked, without a dot
 * @param source where its value comes from
 * @param type ClickHouse's type of the value, such as {@code Nullable(String)}
 * @param absent SQL literal or constant expression of what stands for "no value" where the type is not Nullable: the column's default
 */
public record Field(String name, Source source, String type, String absent) {

    /** Where a value comes from. */
    public sealed interface Source {}

    /** A column of the place. */
    public record Column(String name) implements Source {}

    /**
     * @param expression SQL of the view's author over quoted columns; never anything that a client sent
     * @param columns those that it needs
     */
    public record Computed(String expression, List<String> columns) implements Source {

        public Computed {
            columns = List.copyOf(columns);
        }
    }

    /** A field of a column of the same name. */
    public static Field column(String name, String type) {
        return new Field(name, new Column(name), type, "defaultValueOfTypeName('" + type.replace("'", "\\'") + "')");
    }

    public boolean nullable() {
        return type.startsWith("Nullable(") || type.startsWith("LowCardinality(Nullable(");
    }
}
