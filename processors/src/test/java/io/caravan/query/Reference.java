package io.caravan.query;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Answers questions from plain values, row by row, with SQL's logic written out; null is unknown. */
final class Reference {

    /** What stands for no value in columns that hold no NULL. */
    private static final Map<String, Object> ABSENT = Map.ofEntries(
            Map.entry("id", "0"),
            Map.entry("columnA", ""),
            Map.entry("day", "1970-01-01"),
            Map.entry("amount", "0"),
            Map.entry("half", "0"),
            Map.entry("dictA", "0"),
            Map.entry("dictA.primaryKey", "0"),
            Map.entry("dictA.columnC", ""),
            Map.entry("dictA.name", ""),
            Map.entry("dictA.dictB", "0"),
            Map.entry("dictA.dictB.columnA", ""),
            Map.entry("dictA.dictB.columnB", "0"),
            Map.entry("dictC.name", ""),
            Map.entry("dictC.weight", "0"));

    private final List<Map<String, Object>> rows;

    Reference(List<Map<String, Object>> rows) {
        this.rows = rows;
    }

    List<Map<String, Object>> rows(Condition where) {
        return rows.stream()
                .filter(row -> Boolean.TRUE.equals(truth(where, row, "")))
                .toList();
    }

    /** The values of the paths, as text. */
    static List<List<String>> values(List<Map<String, Object>> rows, List<String> paths) {
        return rows.stream()
                .map(row -> paths.stream().map(path -> plain(row.get(path))).toList())
                .toList();
    }

    /** Count of rows and sum of a path, by the values of a path. */
    static Map<String, List<String>> groups(List<Map<String, Object>> rows, String by, String sum) {
        Map<String, List<Map<String, Object>>> groups = new LinkedHashMap<>();
        rows.forEach(row -> groups.computeIfAbsent(plain(row.get(by)), none -> new ArrayList<>())
                .add(row));
        Map<String, List<String>> found = new LinkedHashMap<>();
        groups.forEach((value, group) -> {
            List<BigDecimal> numbers = group.stream()
                    .map(row -> row.get(sum))
                    .filter(Objects::nonNull)
                    .map(number -> new BigDecimal(number.toString()))
                    .toList();
            String total =
                    numbers.isEmpty() ? "null" : plain(numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
            found.put(value, List.of(String.valueOf(group.size()), total));
        });
        return found;
    }

    private static Boolean truth(Condition condition, Map<String, Object> row, String prefix) {
        if (condition instanceof Condition.And and) {
            return all(and.conditions().stream().map(c -> truth(c, row, prefix)).toList());
        } else if (condition instanceof Condition.Or or) {
            return not(all(or.conditions().stream()
                    .map(c -> not(truth(c, row, prefix)))
                    .toList()));
        } else if (condition instanceof Condition.Not not) {
            return not(truth(not.condition(), row, prefix));
        } else if (condition instanceof Condition.Exists exists) {
            String link = prefix + exists.path();
            return Boolean.TRUE.equals(row.get(link + ".found"))
                    && Boolean.TRUE.equals(truth(exists.condition(), row, link + "."));
        } else if (condition instanceof Condition.IsNull isNull) {
            Object value = row.get(prefix + isNull.path());
            return value == null || plain(value).equals(ABSENT.get(prefix + isNull.path()));
        } else if (condition instanceof Condition.In in && in.values().isEmpty()) {
            return false;
        }
        return ofValue(condition, row, prefix);
    }

    private static Boolean ofValue(Condition condition, Map<String, Object> row, String prefix) {
        if (condition instanceof Condition.Compare compare) {
            Object value = row.get(prefix + compare.path());
            return value == null ? null : holds(compare.operator(), order(value, compare.value()));
        } else if (condition instanceof Condition.Between between) {
            Object value = row.get(prefix + between.path());
            return value == null ? null : order(value, between.least()) >= 0 && order(value, between.most()) <= 0;
        } else if (condition instanceof Condition.In in) {
            Object value = row.get(prefix + in.path());
            return value == null ? null : in.values().stream().anyMatch(one -> order(value, one) == 0);
        }
        Condition.Like like = (Condition.Like) condition;
        Object value = row.get(prefix + like.path());
        return value == null
                ? null
                : pattern(like.pattern()).matcher(value.toString()).matches();
    }

    private static boolean holds(Condition.Operator operator, int order) {
        return switch (operator) {
            case EQ -> order == 0;
            case NE -> order != 0;
            case LT -> order < 0;
            case LE -> order <= 0;
            case GT -> order > 0;
            case GE -> order >= 0;
        };
    }

    private static int order(Object value, Object other) {
        return value instanceof Number
                ? new BigDecimal(value.toString()).compareTo(new BigDecimal(other.toString()))
                : value.toString().compareTo(other.toString());
    }

    private static Pattern pattern(String wildcards) {
        StringBuilder regex = new StringBuilder();
        for (char c : wildcards.toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private static Boolean not(Boolean truth) {
        return truth == null ? null : !truth;
    }

    private static Boolean all(List<Boolean> truths) {
        return truths.contains(Boolean.FALSE) ? Boolean.FALSE : truths.contains(null) ? null : Boolean.TRUE;
    }

    static String plain(Object value) {
        if (value instanceof Number number) {
            BigDecimal plain = new BigDecimal(number.toString());
            return plain.signum() == 0 ? "0" : plain.stripTrailingZeros().toPlainString();
        }
        return String.valueOf(value);
    }
}
