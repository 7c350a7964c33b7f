package io.caravan.hub.deadletter;

/** No further try can help this message: routes let it go to the dead letters with this reason. */
public class UnusableException extends RuntimeException {

    public UnusableException(String reason) {
        super(reason);
    }

    public UnusableException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
