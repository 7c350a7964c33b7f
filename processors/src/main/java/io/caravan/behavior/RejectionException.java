package io.caravan.behavior;

/** An event is not accepted; the reason is one of {@link Reason}. */
final class RejectionException extends RuntimeException {

    /** Why an event is not accepted. The names in lower case are what clients see and metrics count: stable. */
    enum Reason {
        MALFORMED_JSON,
        MISSING_TENANT,
        MISSING_SCENARIO,
        MISSING_USER,
        MISSING_ITEM,
        MISSING_FIELD,
        FOREIGN_TENANT,
        UNKNOWN_ACTION,
        UNKNOWN_SCENARIO,
        BAD_TIMESTAMP,
        TOO_OLD,
        IN_FUTURE,
        TOO_LARGE,
        BAD_FIELD;

        String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final Reason reason;

    RejectionException(Reason reason, String detail) {
        // It tells of an event, not of the place in the code: a trace would only cost time.
        super(detail, null, false, false);
        this.reason = reason;
    }

    /**
     * A field has a value of another kind than it takes.
     *
     * @param path the field's name, behind those of the objects around it
     */
    static RejectionException wrongType(String path) {
        return path.equals("timestamp")
                ? badTimestamp()
                : new RejectionException(Reason.BAD_FIELD, path + " is of the wrong type");
    }

    static RejectionException badTimestamp() {
        return new RejectionException(Reason.BAD_TIMESTAMP, "timestamp: epoch milliseconds are wanted");
    }

    Reason reason() {
        return reason;
    }
}
