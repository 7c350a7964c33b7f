package io.caravan.migration.copy;

import io.caravan.migration.MigrationException;

/** The copy cannot go on; the message says what was found and what would be right. The source is as it was. */
public class CopyException extends MigrationException {

    private static final long serialVersionUID = 1L;

    public CopyException(String message) {
        super(message);
    }

    public CopyException(String message, Throwable cause) {
        super(message, cause);
    }
}
