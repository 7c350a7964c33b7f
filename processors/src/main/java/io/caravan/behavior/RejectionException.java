package io.caravan.behavior;

/** An event is not accepted; the reason is one of {@link Reason}. */
final class RejectionException extends RuntimeException {

    /** Why an event is not accepted. The names in lower case are what clients see and metrics count: stable. */
    enum Reason {
        MISSING_TENANT,
        MISSING_SCENARIO,
        MISSING_USER,
        MISSING_ITEM,
        UNKNOWN_ACTION,
        BAD_TIMESTAMP,
        TOO_OLD,
        IN_FUTURE,
        BAD_FIELD;

        String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final Reason reason;

    RejectionException(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
