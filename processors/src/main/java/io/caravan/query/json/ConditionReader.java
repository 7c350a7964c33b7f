package io.caravan.query.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import io.caravan.hub.config.Nearest;
import io.caravan.query.Condition;
import io.caravan.query.Condition.Operator;
import io.caravan.query.QueryException;

/**
 * Reads a condition: {@code {"eq":{"status":"done"},"or":[{"gt":{"fee":1}},{"isNull":"fee"}]}}. Operators side by side, and paths
 * side by side in one operator, all hold. What is wrong is told with the place in the JSON, such as {@code or[0].gt.fee}. Has no
 * state.
 */
public final class ConditionReader {

    /** The server's parser gives up on deeper ones, and so does the stack some day. */
    private static final int DEEPEST = 50;

    private static final Map<String, Operator> COMPARISONS = Map.of(
            "eq", Operator.EQ,
            "ne", Operator.NE,
            "lt", Operator.LT,
            "le", Operator.LE,
            "gt", Operator.GT,
            "ge", Operator.GE);
    private static final Set<String> OPERATORS =
            Set.of("eq", "ne", "lt", "le", "gt", "ge", "in", "between", "like", "isNull", "not", "and", "or", "exists");

    /** @throws QueryException when it is no condition */
    public Condition read(JsonNode condition) {
        return condition(condition, "", 0);
    }

    private Condition condition(JsonNode node, String part, int depth) {
        if (depth > DEEPEST) {
            throw new QueryException(part, "conditions are nested more than " + DEEPEST + " deep");
        }
        if (!node.isObject()) {
            throw wanted(part, "an object with operators, such as {\"eq\":{\"path\":1}}, is wanted", node);
        }
        List<Condition> all = new ArrayList<>();
        node.properties()
                .forEach(entry -> all.addAll(operator(entry.getKey(), entry.getValue(), below(part, entry), depth)));
        return all.size() == 1 ? all.get(0) : new Condition.And(all);
    }

    private List<Condition> operator(String name, JsonNode operand, String part, int depth) {
        return switch (name) {
            case "eq", "ne", "lt", "le", "gt", "ge" -> {
                Operator operator = COMPARISONS.get(name);
                yield byPath(operand, part, (path, value, at) -> compare(path, operator, value, at));
            }
            case "in" -> byPath(operand, part, ConditionReader::in);
            case "between" -> byPath(operand, part, ConditionReader::between);
            case "like" -> byPath(operand, part, ConditionReader::like);
            case "isNull" -> isNull(operand, part);
            case "not" -> List.of(new Condition.Not(condition(operand, part, depth + 1)));
            case "and" -> List.of(new Condition.And(list(operand, part, depth)));
            case "or" -> List.of(new Condition.Or(list(operand, part, depth)));
            case "exists" ->
                byPath(operand, part, (path, value, at) -> new Condition.Exists(path, condition(value, at, depth + 1)));
            default -> throw unknown(name, part);
        };
    }

    /** How the value that stands at a path is read. */
    private interface Operand {
        Condition read(String path, JsonNode value, String part);
    }

    private static List<Condition> byPath(JsonNode operand, String part, Operand each) {
        if (!operand.isObject() || operand.isEmpty()) {
            throw wanted(part, "an object with the path as its key is wanted", operand);
        }
        return operand.properties().stream()
                .map(entry -> each.read(entry.getKey(), entry.getValue(), below(part, entry)))
                .toList();
    }

    private static Condition compare(String path, Operator operator, JsonNode value, String part) {
        if (value.isNull() && operator == Operator.EQ) {
            return new Condition.IsNull(path);
        }
        if (value.isNull() && operator == Operator.NE) {
            return new Condition.Not(new Condition.IsNull(path));
        }
        return new Condition.Compare(path, operator, scalar(value, part));
    }

    /** A null among the values is asked for as {@code isNull}: SQL's IN never finds it. */
    private static Condition in(String path, JsonNode values, String part) {
        if (!values.isArray()) {
            throw wanted(part, "a list of values is wanted", values);
        }
        List<Object> present = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            if (!values.get(i).isNull()) {
                present.add(scalar(values.get(i), part + "[" + i + "]"));
            }
        }
        var in = new Condition.In(path, present);
        if (present.size() == values.size()) {
            return in;
        }
        var isNull = new Condition.IsNull(path);
        return present.isEmpty() ? isNull : new Condition.Or(List.of(in, isNull));
    }

    private static Condition between(String path, JsonNode ends, String part) {
        if (!ends.isArray() || ends.size() != 2) {
            throw wanted(part, "a list of two values, the least and the most, is wanted", ends);
        }
        return new Condition.Between(path, scalar(ends.get(0), part + "[0]"), scalar(ends.get(1), part + "[1]"));
    }

    private static Condition like(String path, JsonNode pattern, String part) {
        if (!pattern.isTextual()) {
            throw wanted(part, "a text with * and ? for what is free is wanted", pattern);
        }
        return new Condition.Like(path, pattern.textValue());
    }

    private static List<Condition> isNull(JsonNode operand, String part) {
        if (operand.isTextual()) {
            return List.of(new Condition.IsNull(operand.textValue()));
        }
        if (!operand.isArray() || operand.isEmpty()) {
            throw wanted(part, "a path is wanted", operand);
        }
        List<Condition> all = new ArrayList<>();
        for (int i = 0; i < operand.size(); i++) {
            if (!operand.get(i).isTextual()) {
                throw wanted(part + "[" + i + "]", "a path is wanted", operand.get(i));
            }
            all.add(new Condition.IsNull(operand.get(i).textValue()));
        }
        return all;
    }

    private List<Condition> list(JsonNode operand, String part, int depth) {
        if (!operand.isArray()) {
            throw wanted(part, "a list of conditions is wanted", operand);
        }
        List<Condition> all = new ArrayList<>();
        for (int i = 0; i < operand.size(); i++) {
            all.add(condition(operand.get(i), part + "[" + i + "]", depth + 1));
        }
        return all;
    }

    private static Object scalar(JsonNode value, String part) {
        if (value.isTextual()) {
            return value.textValue();
        }
        if (value.isNumber()) {
            return value.numberValue();
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        throw wanted(
                part,
                value.isNull()
                        ? "a value is wanted; what is not there is asked for with isNull"
                        : "a text, a number, true or false is wanted",
                value);
    }

    private static String below(String part, Map.Entry<String, JsonNode> entry) {
        return part.isEmpty() ? entry.getKey() : part + "." + entry.getKey();
    }

    private static QueryException wanted(String part, String wish, JsonNode found) {
        String kind = found.getNodeType().name().toLowerCase();
        return new QueryException(part, (part.isEmpty() ? "" : part + ": ") + wish + ", not " + kind);
    }

    private static QueryException unknown(String name, String part) {
        String hint = Nearest.to(name, OPERATORS)
                .map(nearest -> "did you mean '" + nearest + "'?")
                .orElseGet(() -> "one of " + OPERATORS.stream().sorted().collect(Collectors.joining(", ")));
        return new QueryException(part, part + ": no operator '" + name + "' (" + hint + ")");
    }
}
