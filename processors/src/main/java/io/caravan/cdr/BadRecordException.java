package io.caravan.cdr;

import java.util.Locale;

/** A call record cannot be stored: the message is the reason that goes to the dead letters with it. */
final class BadRecordException extends RuntimeException {

    /** Why a record cannot be stored. The names in lower case are what operators see and metrics count: stable. */
    enum Reason {
        /** It is no JSON object. */
        MALFORMED,
        MISSING_FIELD,
        BAD_FIELD,
        /** It is of another day than the one that was asked for. */
        OTHER_DAY,
        /** Its flow number stands for another record already. */
        CONFLICTING,
        /** Its month is no longer kept. */
        NOT_KEPT,
        /** Its node is not configured. */
        UNKNOWN_NODE;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Reason reason;

    BadRecordException(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
