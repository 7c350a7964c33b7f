package io.caravan.query.view;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a type of PostgreSQL is in a dictionary, which holds no NULL. */
enum PostgreSqlType {
    SMALLINT("smallint|int2|smallserial", "Int16", "-1", "smallint"),
    INTEGER("integer|int|int4|serial", "Int32", "-1", "integer"),
    BIGINT("bigint|int8|bigserial", "Int64", "-1", "bigint"),
    BOOLEAN("boolean|bool", "UInt8", "0", "boolean"),
    NUMBER("numeric.*|decimal.*|real|float4|float8|double precision", "Float64", "0", "numeric"),
    TEXT("(character|char|varchar|character varying|bpchar|text|citext)( ?\\(\\d+\\))?", "String", "''", "text"),
    UUID("uuid", "UUID", "'00000000-0000-0000-0000-000000000000'", "uuid"),
    DATE("date", "Date32", "'1970-01-01'", "date"),
    TIMESTAMP("timestamp.*", "DateTime", "'1970-01-01 00:00:00'", "timestamp");

    private final Pattern names;
    private final String type;
    private final String missing;
    private final String usualName;

    PostgreSqlType(String names, String type, String missing, String usualName) {
        this.names = Pattern.compile(names, Pattern.CASE_INSENSITIVE);
        this.type = type;
        this.missing = missing;
        this.usualName = usualName;
    }

    static Optional<PostgreSqlType> of(String name) {
        return Stream.of(values())
                .filter(type -> type.names.matcher(name).matches())
                .findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(type -> type.usualName).toList();
    }

    /** The type in ClickHouse. */
    String type() {
        return type;
    }

    /** What stands for NULL there, as SQL. */
    String missing() {
        return missing;
    }

    /** Whether its values can be keys of that type of ClickHouse. */
    boolean canBe(String key) {
        return switch (this) {
            // ClickHouse refuses what is too large for a key, but not if that is of 8 bits: there 300 would be 44.
            case SMALLINT, INTEGER, BIGINT -> key.matches("U?Int(16|32|64)");
            default -> key.equals(type);
        };
    }
}
