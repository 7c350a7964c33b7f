package io.caravan.cdr;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Rows of a CSV table as the call records that a node would have sent: columns bear the names of VOS, any order, not all. */
public final class CsvRecords {

    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
    private static final Map<String, CdrField> FIELDS =
            Arrays.stream(CdrField.values()).collect(Collectors.toMap(CdrField::vosName, Function.identity()));
    private static final List<CdrField> WANTED = List.of(CdrField.FLOW_NO, CdrField.START, CdrField.ACCOUNT);
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern AMOUNT = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?");

    private final List<CdrField> columns;

    private CsvRecords(List<CdrField> columns) {
        this.columns = columns;
    }

    /** What is wrong with the names of the columns, for people; empty when nothing is. */
    public static Optional<String> fault(List<String> header) {
        List<String> faults = new ArrayList<>();
        List<String> unknown =
                header.stream().filter(name -> !FIELDS.containsKey(name)).toList();
        if (!unknown.isEmpty()) {
            faults.add("unknown columns: " + String.join(", ", unknown));
        }
        Set<String> seen = new HashSet<>();
        List<String> twice = header.stream().filter(name -> !seen.add(name)).toList();
        if (!twice.isEmpty()) {
            faults.add("columns that stand twice: " + String.join(", ", twice));
        }
        List<String> missing = WANTED.stream()
                .map(CdrField::vosName)
                .filter(name -> !header.contains(name))
                .toList();
        if (!missing.isEmpty()) {
            faults.add("missing columns: " + String.join(", ", missing));
        }
        return faults.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", faults));
    }

    /** @param header names without {@link #fault} */
    public static CsvRecords of(List<String> header) {
        return new CsvRecords(header.stream().map(FIELDS::get).toList());
    }

    /** Columns that each row has. */
    public int width() {
        return columns.size();
    }

    /** The record; an empty value is none. What is no number where one is wanted stays a text, which is refused later. */
    public ObjectNode record(String[] values) {
        ObjectNode record = NODES.objectNode();
        for (int i = 0; i < values.length; i++) {
            if (!values[i].isEmpty()) {
                put(record, columns.get(i), values[i]);
            }
        }
        return record;
    }

    private static void put(ObjectNode record, CdrField field, String value) {
        String name = field.vosName();
        if (field.kind() == CdrField.Kind.TEXT) {
            record.put(name, value);
        } else if (field.kind() == CdrField.Kind.MONEY && AMOUNT.matcher(value).matches()) {
            record.put(name, new BigDecimal(value));
        } else if (field.kind() != CdrField.Kind.MONEY && WHOLE.matcher(value).matches()) {
            record.put(name, Long.parseLong(value));
        } else {
            record.put(name, value);
        }
    }
}
