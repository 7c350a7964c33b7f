package io.caravan.hub.client;

/** The hub does not serve this request. */
public final class RefusedException extends RuntimeException {
    private final boolean senseless;

    RefusedException(String message, boolean senseless) {
        super(message);
        this.senseless = senseless;
    }

    /** Whether the request itself is wrong, not the moment or the caller. */
    public boolean senseless() {
        return senseless;
    }
}
