package io.caravan.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One plan being made: filters first, as they decide what is joined; then what is shown. */
final class Planning {

    private static final String SETTINGS = "\nSETTINGS join_use_nulls = 1, transform_null_in = 0";

    /** A server that guesses sizes may make the wide table the side that is kept in memory. */
    private static final String ORDER_OF_JOINS =
            ", query_plan_join_swap_table = 'false', query_plan_optimize_join_order_limit = 0";

    private final View view;
    private final Query query;
    private final Parameters parameters;
    private final Paths paths;
    private final Selection selection;
    private final Reasons reasons = new Reasons();
    private final List<Bound> own = new ArrayList<>();
    private final Map<Link, List<Bound>> byLink = new LinkedHashMap<>();
    private final List<Bound> mixed = new ArrayList<>();

    Planning(View view, Query query) {
        this(view, query, Parameters.beside());
    }

    /** Of the view itself. */
    Planning(View view) {
        this(
                view,
                new Query(List.of(), Optional.empty(), List.of(), List.of(), List.of(), Optional.empty(), 0),
                Parameters.literals());
    }

    private Planning(View view, Query query, Parameters parameters) {
        this.view = view;
        this.query = query;
        this.parameters = parameters;
        this.paths = new Paths(view.table());
        this.selection = new Selection(view.table());
    }

    Plan plan() {
        bindFilters();
        Set<String> joinedFor = pathsThatNeedJoins();
        own.forEach(selection::filterAtPlace);
        mixed.forEach(selection::filterAfterJoins);
        Shown shown = new Shown(paths, selection, reasons, joinedFor);
        List<Plan.Column> columns = new ArrayList<>();
        List<String> select = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        shown.prepare(
                Stream.concat(query.select().stream(), query.groupBy().stream()).toList());
        filterByLinks();
        for (String path : query.select()) {
            add(shown.column(path), path, columns, select);
        }
        for (String path : query.groupBy()) {
            groups.add(add(shown.column(path), path, columns, select));
        }
        for (Query.Aggregate aggregate : query.aggregate()) {
            Shown.Column column = shown.aggregate(aggregate);
            select.add(column.sql() + " AS " + Sql.quote(aggregate.name()));
            columns.add(new Plan.Column(aggregate.name(), column.type()));
        }
        if (select.isEmpty()) {
            throw new QueryException("select", "Nothing is asked for: name paths in select, or an aggregate.");
        }
        List<String> order = order(columns);
        String sql = "SELECT " + Sql.list(select) + "\n" + selection.from()
                + (groups.isEmpty() ? "" : "\nGROUP BY " + Sql.list(groups))
                + (order.isEmpty() ? "" : "\nORDER BY " + Sql.list(order))
                + limit()
                + settings();
        reasons.joins(selection);
        return new Plan(sql, parameters.values(), columns, reasons.all());
    }

    String definition() {
        bindFilters();
        own.forEach(selection::filterAtPlace);
        mixed.forEach(selection::filterAfterJoins);
        filterByLinks();
        List<String> select = Stream.concat(
                        view.table().fields().stream().map(Field::name),
                        view.table().links().stream().map(Link::name))
                .distinct()
                .map(name -> selection.expression(paths.resolve(name)) + " AS " + Sql.quote(name))
                .toList();
        return "SELECT\n" + Sql.indent(String.join(",\n", select)) + "\n" + selection.from() + settings();
    }

    private static String add(Shown.Column column, String path, List<Plan.Column> columns, List<String> select) {
        select.add(column.sql() + " AS " + Sql.quote(path));
        columns.add(new Plan.Column(path, column.type()));
        return column.sql();
    }

    private void bindFilters() {
        Binder binder = new Binder(view.table(), parameters);
        Stream.concat(view.where().stream(), query.where().stream())
                .flatMap(condition -> binder.bind(condition).normal().conjuncts().stream())
                .forEach(condition -> {
                    if (Keys.isOwn(condition)) {
                        own.add(condition);
                        reasons.atTable(condition);
                    } else {
                        Keys.linkOf(condition)
                                .ifPresentOrElse(
                                        link -> byLink.computeIfAbsent(link, none -> new ArrayList<>())
                                                .add(condition),
                                        () -> ofSeveral(condition));
                    }
                });
    }

    /** What the dictionaries can tell by keys spares the table's other rows every join. */
    private void ofSeveral(Bound condition) {
        Keys.insteadOf(condition)
                .ifPresentOrElse(
                        keys -> {
                            own.add(keys);
                            reasons.byKeysOfSeveral(condition);
                        },
                        () -> {
                            mixed.add(condition);
                            reasons.afterJoins(condition);
                        });
    }

    /** What only the result of a join can give: orders, groups and what is computed. */
    private Set<String> pathsThatNeedJoins() {
        Set<String> needed = new LinkedHashSet<>(query.groupBy());
        query.aggregate().forEach(aggregate -> aggregate.path().ifPresent(needed::add));
        query.orderBy().forEach(order -> needed.add(order.name()));
        return needed;
    }

    /** Keys in the sorting key let most of the table unread; elsewhere a smaller dictionary to join costs less. */
    private void filterByLinks() {
        SortingKey sorted = new SortingKey(view.table(), own);
        byLink.forEach((link, conditions) -> {
            boolean shown = selection.joins(List.of(link));
            boolean useful = sorted.reaches(link);
            if (useful || !shown) {
                selection.filterByKeys(link, conditions);
            }
            if (shown) {
                selection.filterJoin(link, conditions);
            }
            reasons.byLink(link, conditions, useful, shown);
        });
    }

    private List<String> order(List<Plan.Column> columns) {
        List<String> order = new ArrayList<>();
        Set<String> ordered = new LinkedHashSet<>();
        for (Query.Order by : query.orderBy()) {
            if (columns.stream().noneMatch(column -> column.name().equals(by.name()))) {
                throw new QueryException(
                        "orderBy", by.name() + " is not shown, so that it cannot order: ask for it too.");
            }
            ordered.add(by.name());
            order.add(Sql.quote(by.name()) + (by.descending() ? " DESC" : ""));
        }
        if (query.groupBy().isEmpty() && query.aggregate().isEmpty()) {
            view.key().stream()
                    .filter(ordered::add)
                    .forEach(name -> order.add(selection.expression(paths.resolve(name))));
        }
        return order;
    }

    private String settings() {
        return SETTINGS + (selection.joined().isEmpty() ? "" : ORDER_OF_JOINS);
    }

    private String limit() {
        int most = view.limits().rows();
        int limit = query.limit().orElse(most);
        if (limit < 0 || limit > most) {
            throw new QueryException("limit", "limit: a whole number from 0 to " + most + " is wanted.");
        }
        if (query.offset() < 0) {
            throw new QueryException("offset", "offset: no number below 0 is wanted.");
        }
        return "\nLIMIT " + limit + (query.offset() == 0 ? "" : " OFFSET " + query.offset());
    }
}
