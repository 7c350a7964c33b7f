package io.caravan.migration;

/** Somebody else migrates the table; it can be tried again. */
public final class LockedException extends MigrationException {

    private static final long serialVersionUID = 1L;

    public LockedException(String message) {
        super(message);
    }
}
