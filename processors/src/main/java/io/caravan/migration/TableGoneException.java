package io.caravan.migration;

/** The table was dropped, so that its other partitions need not be tried. */
final class TableGoneException extends MigrationException {

    private static final long serialVersionUID = 1L;

    TableGoneException(String message, Throwable cause) {
        super(message, cause);
    }
}
