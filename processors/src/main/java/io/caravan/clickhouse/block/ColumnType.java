package io.caravan.clickhouse.block;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.UUID;

/**
 * The column types that the hub sends. The server converts them to the type of the table's column, so a
 * {@code LowCardinality(String)} may be fed by {@link #STRING} too.
 */
public enum ColumnType {
    /** A {@code String} or its UTF-8 {@code byte[]}. */
    STRING("String") {
        @Override
        void write(ColumnBuffer buffer, Object value) {
            if (value instanceof byte[] bytes) {
                buffer.bytes(bytes);
            } else {
                buffer.string((String) value);
            }
        }
    },
    /** As {@link #STRING}, for texts of which few differ: each of them is sent once, so that the server has less to do. */
    LOW_CARDINALITY_STRING("LowCardinality(String)") {
        @Override
        void write(ColumnBuffer buffer, Object value) {
            STRING.write(buffer, value);
        }

        @Override
        ColumnBuffer newBuffer() {
            return new DictionaryBuffer();
        }
    },
    INT8("Int8") {
        @Override
        void write(ColumnBuffer buffer, Object value) {
            buffer.int8(Math.toIntExact(inRange(value, Byte.MIN_VALUE, Byte.MAX_VALUE)));
        }
    },
    INT32("Int32") {
        @Override
        void write(ColumnBuffer buffer, Object value) {
            buffer.int32((int) inRange(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
        }
    },
    INT64("Int64") {
        @Override
        void write(ColumnBuffer buffer, Object value) {
            buffer.int64(inRange(value, Long.MIN_VALUE, Long.MAX_VALUE));
        }
    },
    UINT16("UInt16") {
        @Override
        void write(ColumnBuffer buffer, Object value) {
            buffer.int16((int) inRange(value, 0, 0xFFFF));
        }
    },
    UINT32("UInt32") {
        @Override
        void write(ColumnBuffer buffer, Object value) {
            buffer.int32((int) inRange(value, 0, 0xFFFF_FFFFL));
        }
    },
    /** Up to 2^63-1, more than any offset or epoch needs. */
    UINT64("UInt64") {
        @Override
        void write(ColumnBuffer buffer, Object value) {
            buffer.int64(inRange(value, 0, Long.MAX_VALUE));
        }
    },
    FLOAT32("Float32") {
        @Override
        void write(ColumnBuffer buffer, Object value) {
            buffer.int32(Float.floatToRawIntBits(((Number) value).floatValue()));
        }
    },
    FLOAT64("Float64") {
        @Override
        void write(ColumnBuffer buffer, Object value) {
            buffer.int64(Double.doubleToRawLongBits(((Number) value).doubleValue()));
        }
    },
    /** A {@code LocalDate} from 1970-01-01 to 2149-06-06. */
    DATE("Date") {
        @Override
        void write(ColumnBuffer buffer, Object value) {
            buffer.int16((int) inRange(((LocalDate) value).toEpochDay(), 0, 0xFFFF));
        }
    },
    /** Epoch milliseconds. */
    DATETIME64_MS("DateTime64(3, 'UTC')") {
        @Override
        void write(ColumnBuffer buffer, Object value) {
            buffer.int64(((Number) value).longValue());
        }
    },
    /** A {@code BigDecimal} below 10^12, rounded half up to six places: money. */
    DECIMAL_18_6("Decimal(18, 6)") {
        @Override
        void write(ColumnBuffer buffer, Object value) {
            BigDecimal scaled = ((BigDecimal) value).setScale(6, RoundingMode.HALF_UP);
            buffer.int64(inRange(scaled.unscaledValue().longValueExact(), -MOST_18_DIGITS, MOST_18_DIGITS));
        }
    },
    UUID_128("UUID") {
        @Override
        void write(ColumnBuffer buffer, Object value) {
            UUID uuid = (UUID) value;
            buffer.int64(uuid.getMostSignificantBits());
            buffer.int64(uuid.getLeastSignificantBits());
        }
    };

    private static final long MOST_18_DIGITS = 999_999_999_999_999_999L;

    private final String typeName;

    ColumnType(String typeName) {
        this.typeName = typeName;
    }

    /** The name ClickHouse gives the type. */
    public String typeName() {
        return typeName;
    }

    /** @throws ArithmeticException when the value does not fit the type */
    abstract void write(ColumnBuffer buffer, Object value);

    /** For the values of a column of this type. */
    ColumnBuffer newBuffer() {
        return new ColumnBuffer();
    }

    private static long inRange(Object value, long least, long most) {
        long number = value instanceof BigInteger big ? big.longValueExact() : ((Number) value).longValue();
        if (number < least || number > most) {
            throw new ArithmeticException(number + " is not between " + least + " and " + most);
        }
        return number;
    }
}
