package io.caravan.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Rows of a place for which some conditions hold: its own ones at the place itself, each on a dictionary as a set of keys where
 * that is right, and what is left after dictionaries are joined. Columns are taken only if something needs them.
 *
 * <p>Not for use by several threads; expressions first, then the text.
 */
final class Selection {

    private final Place place;
    private final List<Bound> atPlace = new ArrayList<>();
    private final List<Bound> afterJoins = new ArrayList<>();
    private final Set<String> needed = new LinkedHashSet<>();
    private final Map<String, Joined> joins = new LinkedHashMap<>();

    /** A dictionary that is joined. */
    private static final class Joined {
        private final List<Link> chain;
        private final Set<String> needed = new LinkedHashSet<>();
        private List<Bound> filters = List.of();

        private Joined(List<Link> chain) {
            this.chain = chain;
        }

        private Link link() {
            return chain.get(chain.size() - 1);
        }
    }

    /** All rows. */
    Selection(Place place) {
        this.place = place;
    }

    /** Rows for which all of the conditions hold. */
    Selection(Place place, List<Bound> conjuncts) {
        this(place);
        conjuncts.forEach(condition ->
                Keys.insteadOf(condition).ifPresentOrElse(this::filterAtPlace, () -> filterAfterJoins(condition)));
    }

    void filterAtPlace(Bound condition) {
        atPlace.add(condition);
    }

    /** Only rows whose link leads to a row of the dictionary for which the conditions hold. */
    void filterByKeys(Link link, List<Bound> conditions) {
        filterAtPlace(Keys.of(link, conditions));
    }

    /** The same, by what is joined. */
    void filterJoin(Link link, List<Bound> conditions) {
        join(List.of(link)).filters = Keys.fromThere(conditions);
    }

    void filterAfterJoins(Bound condition) {
        afterJoins.add(condition);
        condition.eachValue(this::expression);
    }

    boolean joins(List<Link> chain) {
        return joins.containsKey(Value.nameOf(chain));
    }

    /** Links that are joined, as they stand in the statement. */
    List<List<Link>> joined() {
        return joins.values().stream().map(join -> join.chain).toList();
    }

    boolean outer(List<Link> chain) {
        Joined join = joins.get(Value.nameOf(chain));
        return join.filters.isEmpty() && (join.link().nullable() || chain.size() > 1 && outer(parent(chain)));
    }

    /** SQL of the value outside, where everything is joined; what it needs is selected. */
    String expression(Value value) {
        if (value.own()) {
            return outside(alias(), needed, value.field());
        }
        Joined join = join(value.chain());
        return outside(aliasOf(join.chain), join.needed, value.field());
    }

    private Joined join(List<Link> chain) {
        String name = Value.nameOf(chain);
        Joined known = joins.get(name);
        if (known != null) {
            return known;
        }
        if (chain.size() > 1) {
            join(parent(chain));
        }
        Joined join = new Joined(List.copyOf(chain));
        join.needed.add(Sql.quote(join.link().key()));
        joins.put(name, join);
        linkExpression(chain);
        return join;
    }

    private String linkExpression(List<Link> chain) {
        return expression(
                new Value("", parent(chain), chain.get(chain.size() - 1).column(), ""));
    }

    private static List<Link> parent(List<Link> chain) {
        return chain.subList(0, chain.size() - 1);
    }

    private static String outside(String alias, Set<String> needed, Field field) {
        if (field.source() instanceof Field.Column column) {
            needed.add(Sql.quote(column.name()));
            return Sql.quote(alias, column.name());
        }
        // No column of the place bears such a name, so that its conditions still mean the columns.
        String name = "value of " + field.name();
        needed.add(atPlace(field) + " AS " + Sql.quote(name));
        return Sql.quote(alias, name);
    }

    /** SQL of the field where the place itself is read. */
    static String atPlace(Field field) {
        return field.source() instanceof Field.Column column
                ? Sql.quote(column.name())
                : "(" + ((Field.Computed) field.source()).expression() + ")";
    }

    /** A SELECT of plain columns. */
    String columns(List<String> columns) {
        if (joins.isEmpty()) {
            columns.forEach(column -> needed.add(Sql.quote(column)));
            return inner();
        }
        String outside = columns.stream()
                .peek(column -> needed.add(Sql.quote(column)))
                .map(column -> Sql.quote(alias(), column) + " AS " + Sql.quote(column))
                .collect(Collectors.joining(", "));
        return "SELECT " + outside + "\n" + from();
    }

    /** From FROM to WHERE. */
    String from() {
        StringBuilder from = new StringBuilder("FROM (\n" + Sql.indent(inner()) + "\n) AS " + Sql.quote(alias()));
        for (Joined join : joins.values()) {
            from.append("\n")
                    .append(joinOf(join))
                    .append(" (\n")
                    .append(Sql.indent(target(join)))
                    .append("\n) AS ")
                    .append(Sql.quote(aliasOf(join.chain)))
                    .append(" ON ")
                    .append(linkExpression(join.chain))
                    .append(" = ")
                    .append(Sql.quote(aliasOf(join.chain), join.link().key()));
        }
        List<String> residual = afterJoins.stream()
                .map(condition -> condition.sql(this::expression))
                .toList();
        return from + Sql.where(residual);
    }

    /** Of a key that may stand twice one row is enough. */
    private String joinOf(Joined join) {
        if (outer(join.chain)) {
            return join.link().unique() ? "LEFT JOIN" : "LEFT ANY JOIN";
        }
        return join.link().unique() ? "INNER JOIN" : "LEFT SEMI JOIN";
    }

    private static String target(Joined join) {
        Selection rows = new Selection(join.link().target(), join.filters);
        rows.needed.addAll(join.needed);
        if (rows.joins.isEmpty()) {
            return rows.inner();
        }
        String keys = new Selection(join.link().target(), join.filters)
                .columns(List.of(join.link().key()));
        return "SELECT " + Sql.list(join.needed) + "\nFROM "
                + Sql.quote(join.link().target()) + "\nWHERE "
                + Sql.quote(join.link().key()) + " IN (\n" + Sql.indent(keys) + "\n)";
    }

    private String inner() {
        List<String> conditions = atPlace.stream()
                .map(condition -> condition.sql(value -> atPlace(value.field())))
                .toList();
        String columns = needed.isEmpty() ? "1 AS `row`" : Sql.list(needed);
        return "SELECT " + columns + "\nFROM " + Sql.quote(place) + Sql.where(conditions);
    }

    private String alias() {
        return place.name();
    }

    private String aliasOf(List<Link> chain) {
        String name = chain.stream().map(Link::name).collect(Collectors.joining("/"));
        return name.equals(alias()) ? "/" + name : name;
    }
}
