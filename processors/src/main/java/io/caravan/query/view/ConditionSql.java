package io.caravan.query.view;

import java.util.List;
import java.util.stream.Collectors;

import io.caravan.query.Condition;
import io.caravan.query.Condition.And;
import io.caravan.query.Condition.Between;
import io.caravan.query.Condition.Compare;
import io.caravan.query.Condition.Exists;
import io.caravan.query.Condition.In;
import io.caravan.query.Condition.IsNull;
import io.caravan.query.Condition.Like;
import io.caravan.query.Condition.Not;
import io.caravan.query.Condition.Operator;
import io.caravan.query.Condition.Or;
import io.caravan.query.Field;
import io.caravan.query.Place;
import io.caravan.query.QueryException;
import io.caravan.query.Sql;

/** Writes the default filter of a view, whose author is trusted, with literals: a CREATE VIEW takes no parameters. */
final class ConditionSql {

    private final Place table;

    ConditionSql(Place table) {
        this.table = table;
    }

    String of(Condition condition) {
        if (condition instanceof Compare one) {
            return column(one.path()) + " " + sign(one.operator()) + " " + literal(one.value());
        } else if (condition instanceof In one) {
            return one.values().isEmpty() ? "false" : column(one.path()) + " IN (" + literals(one.values()) + ")";
        } else if (condition instanceof Between one) {
            return column(one.path()) + " BETWEEN " + literal(one.least()) + " AND " + literal(one.most());
        } else if (condition instanceof Like one) {
            return column(one.path()) + " LIKE " + Sql.text(pattern(one.pattern()));
        } else if (condition instanceof IsNull one) {
            Field field = field(one.path());
            return column(one.path()) + (field.nullable() ? " IS NULL" : " = " + field.absent());
        } else if (condition instanceof Not not) {
            return "NOT (" + of(not.condition()) + ")";
        } else if (condition instanceof And and) {
            return joined(and.conditions(), " AND ", "true");
        } else if (condition instanceof Or or) {
            return joined(or.conditions(), " OR ", "false");
        }
        throw overLink(((Exists) condition).path());
    }

    private String joined(List<Condition> conditions, String between, String none) {
        return conditions.isEmpty()
                ? none
                : conditions.stream().map(each -> "(" + of(each) + ")").collect(Collectors.joining(between));
    }

    private String column(String path) {
        return Expressions.of(field(path), ViewStatement.WIDE);
    }

    private Field field(String path) {
        if (path.contains(".")) {
            throw overLink(path);
        }
        return Paths.field(table, path).orElseThrow(() -> overLink(path));
    }

    private static QueryException overLink(String path) {
        return new QueryException(
                path, "'" + path + "' goes over a link, which a CREATE VIEW of the wide table cannot");
    }

    private static String sign(Operator operator) {
        return switch (operator) {
            case EQ -> "=";
            case NE -> "!=";
            case LT -> "<";
            case LE -> "<=";
            case GT -> ">";
            case GE -> ">=";
        };
    }

    private static String literals(List<Object> values) {
        return values.stream().map(ConditionSql::literal).collect(Collectors.joining(", "));
    }

    private static String literal(Object value) {
        return value instanceof String text ? Sql.text(text) : String.valueOf(value);
    }

    /** {@code *} and {@code ?} are free, what SQL takes for free is plain. */
    private static String pattern(String wanted) {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < wanted.length(); i++) {
            char c = wanted.charAt(i);
            if (c == '\\' && i + 1 < wanted.length()) {
                i++;
                pattern.append(plain(wanted.charAt(i)));
            } else if (c == '*') {
                pattern.append('%');
            } else if (c == '?') {
                pattern.append('_');
            } else {
                pattern.append(plain(c));
            }
        }
        return pattern.toString();
    }

    private static String plain(char c) {
        return c == '%' || c == '_' || c == '\\' ? "\\" + c : String.valueOf(c);
    }
}
