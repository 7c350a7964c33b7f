package io.caravan.query;

import java.util.List;
import java.util.function.UnaryOperator;

import io.caravan.query.Bound.Outcome;

/** Resolves the paths of conditions, and makes parameters of their values. */
final class Binder {

    private final Paths paths;
    private final Parameters parameters;

    Binder(Place root, Parameters parameters) {
        this.paths = new Paths(root);
        this.parameters = parameters;
    }

    Bound bind(Condition condition) {
        if (condition instanceof Condition.And and) {
            return new Bound.Several(true, bind(and.conditions()));
        } else if (condition instanceof Condition.Or or) {
            return new Bound.Several(false, bind(or.conditions()));
        } else if (condition instanceof Condition.Not not) {
            return new Bound.Not(bind(not.condition()));
        } else if (condition instanceof Condition.Exists exists) {
            return exists(exists);
        } else if (condition instanceof Condition.Compare compare) {
            Value value = paths.resolve(compare.path());
            String given = parameters.of(compare.path(), typeOf(value), compare.value());
            return unknownWithout(value, x -> x + " " + compare.operator().sql() + " " + given);
        } else if (condition instanceof Condition.Between between) {
            Value value = paths.resolve(between.path());
            String least = parameters.of(between.path(), typeOf(value), between.least());
            String most = parameters.of(between.path(), typeOf(value), between.most());
            return unknownWithout(value, x -> x + " BETWEEN " + least + " AND " + most);
        } else if (condition instanceof Condition.In in) {
            return in(in);
        } else if (condition instanceof Condition.Like like) {
            return like(like);
        }
        return isNull(paths.resolve(((Condition.IsNull) condition).path()));
    }

    private List<Bound> bind(List<Condition> conditions) {
        return conditions.stream().map(this::bind).toList();
    }

    /** ClickHouse takes NULL IN (…) for false, so that its opposite would be true. */
    private Bound in(Condition.In in) {
        Value value = paths.resolve(in.path());
        if (in.values().isEmpty()) {
            return new Bound.Atom(value, x -> "0", Outcome.FALSE);
        }
        String given = parameters.of(in.path(), typeOf(value), in.values());
        return mayBeNull(value)
                ? unknownWithout(value, x -> "if(isNull(" + x + "), NULL, " + x + " IN " + given + ")")
                : unknownWithout(value, x -> x + " IN " + given);
    }

    private Bound like(Condition.Like like) {
        Value value = paths.resolve(like.path());
        ColumnType type = typeOf(value);
        if (!type.text() && !type.enumeration()) {
            throw new QueryException(
                    like.path(),
                    like.path() + " is of type " + type.family() + ", which has no characters to be like.");
        }
        String pattern = parameters.text(pattern(like.pattern()));
        return unknownWithout(value, x -> (type.text() ? x : "toString(" + x + ")") + " LIKE " + pattern);
    }

    /** What an asterisk and a question mark mean here, percent and underscore mean there. */
    private static String pattern(String wildcards) {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < wildcards.length(); i++) {
            char c = wildcards.charAt(i);
            boolean plain = c == '\\' && i + 1 < wildcards.length() && "*?\\".indexOf(wildcards.charAt(i + 1)) >= 0;
            if (plain) {
                c = wildcards.charAt(++i);
            }
            if (!plain && c == '*') {
                pattern.append('%');
            } else if (!plain && c == '?') {
                pattern.append('_');
            } else {
                pattern.append("%_\\".indexOf(c) >= 0 ? "\\" : "").append(c);
            }
        }
        return pattern.toString();
    }

    private static Bound isNull(Value value) {
        UnaryOperator<String> sql;
        if (value.field().nullable()) {
            sql = x -> "isNull(" + x + ")";
        } else if (value.own()) {
            sql = x -> x + " = " + value.field().absent();
        } else {
            sql = x -> "ifNull(" + x + " = " + value.field().absent() + ", 1)";
        }
        return new Bound.Atom(value, sql, Outcome.TRUE);
    }

    private Bound exists(Condition.Exists exists) {
        Value value = paths.resolve(exists.path());
        Link link = paths.link(exists.path());
        Bound inner =
                new Binder(link.target(), parameters).bind(exists.condition()).normal();
        String keys = new Selection(link.target(), inner.conjuncts()).columns(List.of(link.key()));
        return new Bound.Atom(value, x -> "ifNull(" + x + " IN (\n" + Sql.indent(keys) + "\n), 0)", Outcome.FALSE);
    }

    private static Bound unknownWithout(Value value, UnaryOperator<String> sql) {
        return new Bound.Atom(value, sql, Outcome.UNKNOWN);
    }

    private static boolean mayBeNull(Value value) {
        return !value.own() || value.field().nullable();
    }

    private static ColumnType typeOf(Value value) {
        return ColumnType.of(value.field().type());
    }
}
