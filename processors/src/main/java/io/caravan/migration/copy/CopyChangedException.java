package io.caravan.migration.copy;

/** The source changed while it was copied: what arrived cannot be told apart, and has to be copied again. */
public final class CopyChangedException extends CopyException {

    private static final long serialVersionUID = 1L;

    CopyChangedException(String message) {
        super(message);
    }
}
