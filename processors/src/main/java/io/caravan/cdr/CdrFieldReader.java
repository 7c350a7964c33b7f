package io.caravan.cdr;

import java.math.BigDecimal;
import java.math.RoundingMode;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads one field of a call record into the value its column takes. */
final class CdrFieldReader {

    /** 2000-01-01, before there was a VOS3000: a clock that had lost its battery. */
    private static final long EARLIEST_EPOCH_MS = 946_684_800_000L;

    /** 2100-01-01. */
    private static final long LATEST_EPOCH_MS = 4_102_444_800_000L;

    private static final long MOST_SECONDS = 0xFFFF_FFFFL;
    private static final BigDecimal MOST_MONEY = BigDecimal.TEN.pow(12);
    private static final int MONEY_PLACES = 6;
    /** More places than any bill has; a number with millions of them would cost minutes to round. */
    private static final int MOST_PLACES = 100;

    private CdrFieldReader() {}

    /** @throws BadRecordException when the field is required and missing, or of the wrong type */
    static Object read(CdrField field, JsonNode record) {
        JsonNode value = record.path(field.vosName());
        boolean absent = value.isMissingNode() || value.isNull();
        return switch (field.kind()) {
            case REQUIRED_INTEGER -> integer(field, value, 1, Long.MAX_VALUE);
            case REQUIRED_EPOCH_MS -> integer(field, value, EARLIEST_EPOCH_MS, LATEST_EPOCH_MS);
            case EPOCH_MS -> absent ? 0L : integer(field, value, 0, LATEST_EPOCH_MS);
            case SECONDS -> absent ? 0L : integer(field, value, 0, MOST_SECONDS);
            case DIRECTION -> absent ? -1L : integer(field, value, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case CODE -> absent ? 0L : integer(field, value, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case MONEY -> absent ? BigDecimal.ZERO : money(field, value);
            case TEXT -> absent ? "" : text(field, value);
        };
    }

    private static Long integer(CdrField field, JsonNode value, long least, long most) {
        if (value.isMissingNode() || value.isNull()) {
            throw new BadRecordException("missing " + field.vosName());
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new BadRecordException(field.vosName() + ": a whole number is wanted");
        }
        long number = value.longValue();
        if (number < least || number > most) {
            throw new BadRecordException(field.vosName() + ": not between " + least + " and " + most);
        }
        return number;
    }

    private static BigDecimal money(CdrField field, JsonNode value) {
        if (!value.isNumber()) {
            throw new BadRecordException(field.vosName() + ": a number is wanted");
        }
        BigDecimal amount = value.decimalValue();
        if (amount.scale() > MOST_PLACES) {
            throw new BadRecordException(field.vosName() + ": more than " + MOST_PLACES + " decimal places");
        }
        // The bounds first: a number of millions of digits would cost minutes to write out.
        if (amount.abs().compareTo(MOST_MONEY) < 0) {
            BigDecimal rounded = amount.setScale(MONEY_PLACES, RoundingMode.HALF_UP);
            if (rounded.abs().compareTo(MOST_MONEY) < 0) {
                return rounded;
            }
        }
        throw new BadRecordException(field.vosName() + ": too large");
    }

    private static String text(CdrField field, JsonNode value) {
        if (!value.isValueNode()) {
            throw new BadRecordException(field.vosName() + ": a text is wanted");
        }
        return value.asText();
    }
}
