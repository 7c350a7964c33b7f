package io.caravan.hub.deadletter;

/** No further try can help this message: routes let it go to the dead letters with this reason. */
public class UnusableException extends RuntimeException {

    private final String code;

    public UnusableException(String reason) {
        this(DeadLetterMessages.UNUSABLE, reason, null);
    }

    /** @param code the reason as a word that can be counted */
    public UnusableException(String code, String reason) {
        this(code, reason, null);
    }

    /** @param code the reason as a word that can be counted */
    public UnusableException(String code, String reason, Throwable cause) {
        super(reason, cause);
        this.code = code;
    }

    /** The reason as a word that can be counted. */
    public String code() {
        return code;
    }
}
