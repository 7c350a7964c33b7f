package io.caravan.clickhouse;

import java.io.IOException;

/** The rows of an insert could not be produced; the connection itself may be well. */
final class BodyReadException extends IOException {

    private static final long serialVersionUID = 1L;

    private final ErrorClass errorClass;

    BodyReadException(ErrorClass errorClass, String message, Throwable cause) {
        super(message, cause);
        this.errorClass = errorClass;
    }

    /** What can be done about it. */
    ErrorClass errorClass() {
        return errorClass;
    }
}
