package io.caravan.cdr;

/** A VOS node answered, but not with what was asked for: its own error code, or a reply that cannot be read. */
public final class VosException extends RuntimeException {

    /** The node's reply has no retCode at all. */
    public static final int NO_CODE = -999;
    /** The node's reply is not the JSON that was expected. */
    public static final int UNREADABLE = -4;

    /** What came is not all there is. */
    public static final int INCOMPLETE = -998;

    private final int retCode;

    public VosException(int retCode, String message) {
        super("retCode " + retCode + ": " + message);
        this.retCode = retCode;
    }

    public VosException(int retCode, String message, Throwable cause) {
        super("retCode " + retCode + ": " + message, cause);
        this.retCode = retCode;
    }

    public int retCode() {
        return retCode;
    }
}
