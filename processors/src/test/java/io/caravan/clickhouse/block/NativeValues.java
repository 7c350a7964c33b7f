package io.caravan.clickhouse.block;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;

/** Values of every column type: made at random, and as the server gives them back. */
final class NativeValues {

    private static final Map<ColumnType, Function<JsonNode, Object>> READ = new EnumMap<>(Map.ofEntries(
            Map.entry(ColumnType.STRING, JsonNode::textValue),
            Map.entry(ColumnType.LOW_CARDINALITY_STRING, JsonNode::textValue),
            Map.entry(ColumnType.INT8, JsonNode::longValue),
            Map.entry(ColumnType.INT32, JsonNode::longValue),
            Map.entry(ColumnType.INT64, JsonNode::longValue),
            Map.entry(ColumnType.UINT16, JsonNode::longValue),
            Map.entry(ColumnType.UINT32, JsonNode::longValue),
            Map.entry(ColumnType.UINT64, JsonNode::longValue),
            Map.entry(ColumnType.FLOAT32, node -> Float.valueOf(node.textValue())),
            Map.entry(ColumnType.FLOAT64, node -> Double.valueOf(node.textValue())),
            Map.entry(ColumnType.DATE, node -> LocalDate.parse(node.textValue())),
            Map.entry(ColumnType.DATETIME64_MS, JsonNode::longValue),
            Map.entry(ColumnType.DECIMAL_18_6, node -> node.decimalValue().setScale(6)),
            Map.entry(ColumnType.UUID_128, node -> UUID.fromString(node.textValue()))));

    private NativeValues() {}

    static Object random(ColumnType type, Random random) {
        return switch (type) {
            case STRING, LOW_CARDINALITY_STRING -> text(random);
            case INT8 -> random.nextInt(256) - 128;
            case INT32 -> random.nextInt();
            case INT64, UINT64 -> type == ColumnType.INT64 ? random.nextLong() : random.nextLong() >>> 1;
            case UINT16 -> random.nextInt(65_536);
            case UINT32 -> random.nextInt() & 0xFFFF_FFFFL;
            case FLOAT32 -> (float) random.nextGaussian();
            case FLOAT64 -> random.nextGaussian();
            case DATE -> LocalDate.ofEpochDay(random.nextInt(65_536));
            case DATETIME64_MS -> random.nextLong(4_102_444_800_000L);
            case DECIMAL_18_6 ->
                new BigDecimal(
                        new BigInteger(57, random).subtract(BigInteger.ONE.shiftLeft(56)), 6 + random.nextInt(4));
            case UUID_128 -> new UUID(random.nextLong(), random.nextLong());
        };
    }

    /** Any text of valid code points, of lengths around the steps of the length's own encoding. */
    private static String text(Random random) {
        int[] lengths = {0, 1, 5, 40, 127, 128, 200};
        int[] bounds = {0x80, 0x800, 0xD800, 0x1F700};
        return random.ints(lengths[random.nextInt(lengths.length)], 1, bounds[random.nextInt(bounds.length)])
                .filter(point -> point < 0xD800 || point > 0xDFFF)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The value in a row of JSON, as the class that {@link #stored} gives. */
    static Object read(ColumnType type, JsonNode value) {
        return READ.get(type).apply(value);
    }

    /** What the server makes of a value that is sent. */
    static Object stored(ColumnType type, Object value) {
        return switch (type) {
            case INT8, INT32, INT64, UINT16, UINT32, UINT64, DATETIME64_MS -> ((Number) value).longValue();
            case DECIMAL_18_6 -> ((BigDecimal) value).setScale(6, RoundingMode.HALF_UP);
            default -> value;
        };
    }
}
