package io.caravan.config;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;

/** JSON as MongoDB keeps it, and back. No digit of a number is lost. */
final class BsonValues {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private BsonValues() {}

    /** @throws ArithmeticException for a number of more than 34 digits */
    static Object of(JsonNode json) {
        return switch (json.getNodeType()) {
            case OBJECT -> document(json);
            case ARRAY -> list(json);
            case STRING -> json.textValue();
            case BOOLEAN -> json.booleanValue();
            case NUMBER -> number(json);
            default -> null;
        };
    }

    static Document document(JsonNode json) {
        var document = new Document();
        json.properties().forEach(field -> document.append(field.getKey(), of(field.getValue())));
        return document;
    }

    private static List<Object> list(JsonNode json) {
        var list = new ArrayList<>(json.size());
        json.forEach(element -> list.add(of(element)));
        return list;
    }

    private static Object number(JsonNode json) {
        if (json.canConvertToExactIntegral() && json.isIntegralNumber()) {
            if (json.canConvertToInt()) {
                return json.intValue();
            }
            if (json.canConvertToLong()) {
                return json.longValue();
            }
        }
        BigDecimal exact = json.decimalValue();
        double near = exact.doubleValue();
        if (Double.isFinite(near) && BigDecimal.valueOf(near).compareTo(exact) == 0) {
            return near;
        }
        try {
            return new Decimal128(exact);
        } catch (NumberFormatException e) {
            throw new ArithmeticException(exact.precision() + " digits are more than MongoDB keeps");
        }
    }

    /** As clients see it; times as ISO-8601 text. */
    static ObjectNode json(Map<?, ?> document) {
        ObjectNode json = JSON.objectNode();
        document.forEach((name, value) -> json.set(String.valueOf(name), json(value)));
        return json;
    }

    private static JsonNode json(Object value) {
        if (value instanceof Map<?, ?> map) {
            return json(map);
        }
        if (value instanceof List<?> list) {
            var array = JSON.arrayNode(list.size());
            list.forEach(element -> array.add(json(element)));
            return array;
        }
        if (value instanceof Decimal128 decimal) {
            return decimal.isFinite() ? JSON.numberNode(exact(decimal)) : JSON.textNode(decimal.toString());
        }
        if (value instanceof Double number && !Double.isFinite(number)) {
            return JSON.textNode(number.toString());
        }
        return scalar(value);
    }

    private static BigDecimal exact(Decimal128 decimal) {
        return decimal.isNegative() && decimal.equals(Decimal128.NEGATIVE_ZERO)
                ? BigDecimal.ZERO
                : decimal.bigDecimalValue();
    }

    private static JsonNode scalar(Object value) {
        if (value == null) {
            return JSON.nullNode();
        }
        if (value instanceof Boolean flag) {
            return JSON.booleanNode(flag);
        }
        if (value instanceof Integer || value instanceof Long) {
            return JSON.numberNode(((Number) value).longValue());
        }
        if (value instanceof Double number) {
            return JSON.numberNode(number);
        }
        if (value instanceof Date time) {
            return JSON.textNode(Instant.ofEpochMilli(time.getTime()).toString());
        }
        if (value instanceof Binary binary) {
            return JSON.textNode(Base64.getEncoder().encodeToString(binary.getData()));
        }
        return JSON.textNode(String.valueOf(value));
    }
}
