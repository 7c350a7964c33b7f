package io.caravan.cdr;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.JsonNode;

import io.caravan.cdr.BadRecordException.Reason;

/** Reads the fields of a call record into what their columns take. */
final class CdrFieldReader {

    /** 2000-01-01, before there was a VOS3000: a clock that had lost its battery. */
    static final long EARLIEST_EPOCH_MS = 946_684_800_000L;

    /** 2100-01-01. */
    static final long LATEST_EPOCH_MS = 4_102_444_800_000L;

    static final long MOST_SECONDS = 0xFFFF_FFFFL;

    private static final CdrField[] FIELDS = CdrField.values();
    private static final BigDecimal MOST_MONEY = BigDecimal.TEN.pow(12);
    /** More places than any bill has; a number with millions of them would cost minutes to round. */
    private static final int MOST_PLACES = 100;

    private CdrFieldReader() {}

    /** @throws BadRecordException when a required field is missing, or one is of the wrong type */
    static void read(JsonNode json, CdrRecord record) {
        record.clear();
        if (!json.isObject()) {
            throw new BadRecordException(Reason.MALFORMED, "an object is wanted");
        }
        for (CdrField field : FIELDS) {
            read(field, json.path(field.vosName()), record);
        }
    }

    /** What can be read of a record that cannot be stored. */
    static RecordJudge.Identity identity(JsonNode json) {
        return new RecordJudge.Identity(orZero(CdrField.FLOW_NO, json), orZero(CdrField.START, json));
    }

    private static long orZero(CdrField field, JsonNode json) {
        try {
            return integer(field, json.path(field.vosName()));
        } catch (BadRecordException e) {
            return 0;
        }
    }

    private static void read(CdrField field, JsonNode value, CdrRecord record) {
        boolean absent = value.isMissingNode() || value.isNull();
        if (absent && field.kind().required()) {
            throw new BadRecordException(Reason.MISSING_FIELD, "missing " + field.vosName());
        } else if (!absent) {
            switch (field.kind()) {
                case MONEY -> record.set(field, money(field, value));
                case TEXT -> {
                    byte[] text = text(field, value).getBytes(StandardCharsets.UTF_8);
                    record.set(field, text, 0, text.length);
                }
                default -> record.set(field, integer(field, value));
            }
        }
    }

    private static long integer(CdrField field, JsonNode value) {
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new BadRecordException(Reason.BAD_FIELD, field.vosName() + ": a whole number is wanted");
        }
        long number = value.longValue();
        CdrField.Kind kind = field.kind();
        if (number < kind.least() || number > kind.most()) {
            throw new BadRecordException(
                    Reason.BAD_FIELD, field.vosName() + ": not between " + kind.least() + " and " + kind.most());
        }
        return number;
    }

    private static long money(CdrField field, JsonNode value) {
        if (!value.isNumber()) {
            throw new BadRecordException(Reason.BAD_FIELD, field.vosName() + ": a number is wanted");
        }
        BigDecimal amount = value.decimalValue();
        if (amount.scale() > MOST_PLACES) {
            throw new BadRecordException(
                    Reason.BAD_FIELD, field.vosName() + ": more than " + MOST_PLACES + " decimal places");
        }
        // The bounds first: a number of millions of digits would cost minutes to write out.
        if (amount.abs().compareTo(MOST_MONEY) < 0) {
            BigDecimal rounded = amount.setScale(Money.PLACES, RoundingMode.HALF_UP);
            if (rounded.abs().compareTo(MOST_MONEY) < 0) {
                return rounded.unscaledValue().longValueExact();
            }
        }
        throw new BadRecordException(Reason.BAD_FIELD, field.vosName() + ": too large");
    }

    private static String text(CdrField field, JsonNode value) {
        if (!value.isValueNode()) {
            throw new BadRecordException(Reason.BAD_FIELD, field.vosName() + ": a text is wanted");
        }
        return value.asText();
    }
}
