package io.caravan.migration;

/** A migration, a table or a partition cannot go on; the message tells an operator why and what would help. */
public class MigrationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MigrationException(String message) {
        super(message);
    }

    public MigrationException(String message, Throwable cause) {
        super(message, cause);
    }
}
