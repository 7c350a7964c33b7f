package io.caravan.migration.cli;

/** The ClickHouse that was named cannot be used now. */
final class UnreachableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreachableException(String message) {
        super(message);
    }
}
