package io.caravan.cdr.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.caravan.cdr.CdrField;
import io.caravan.hub.config.Nearest;
import io.caravan.hub.question.BadParameter;
import io.caravan.hub.question.RequestParameters;

/** The fields of a record in replies: the node's own names, and the columns they are stored in. */
final class Fields {

    private static final Map<String, String> COLUMNS = columns();
    private static final Set<String> TEXTS = Arrays.stream(CdrField.values())
            .filter(CdrField::isText)
            .map(CdrField::vosName)
            .collect(Collectors.toUnmodifiableSet());
    private static final List<String> USUAL = List.of(
            "nodeId",
            "day",
            "flowNo",
            "account",
            "accountName",
            "callerAccessE164",
            "calleeAccessE164",
            "callerGateway",
            "calleeGateway",
            "start",
            "stop",
            "holdTime",
            "feeTime",
            "fee",
            "endDirection",
            "endReason");

    /** What a field holds, as far as files care. */
    enum Kind {
        TIME,
        TEXT,
        OTHER
    }

    private Fields() {}

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("nodeId", "node_id");
        columns.put("day", "day");
        Arrays.stream(CdrField.values()).forEach(field -> columns.put(field.vosName(), field.columnName()));
        return columns;
    }

    /** The parameter {@code fields}: names with commas, or {@code all}; the usual ones when left out. */
    static List<String> read(RequestParameters parameters) {
        List<String> names = parameters.list("fields");
        if (names.isEmpty()) {
            return USUAL;
        }
        if (names.equals(List.of("all"))) {
            return new ArrayList<>(COLUMNS.keySet());
        }
        for (String name : names) {
            if (!COLUMNS.containsKey(name)) {
                throw BadParameter.problem(
                        "bad-parameter",
                        "fields",
                        "fields: " + name + " is no field"
                                + Nearest.to(name, COLUMNS.keySet())
                                        .map(nearest -> "; did you mean " + nearest + "?")
                                        .orElse("; all are returned by fields=all."));
            }
        }
        return names.stream().distinct().toList();
    }

    static Kind kind(String field) {
        return switch (field) {
            case "start", "stop" -> Kind.TIME;
            default -> TEXTS.contains(field) ? Kind.TEXT : Kind.OTHER;
        };
    }

    static String column(String field) {
        return COLUMNS.get(field);
    }

    /** For SELECT: columns under the names of the fields. */
    static String selection(List<String> fields) {
        return fields.stream()
                .map(field -> column(field).equals(field) ? field : column(field) + " AS " + field)
                .collect(Collectors.joining(", "));
    }
}
