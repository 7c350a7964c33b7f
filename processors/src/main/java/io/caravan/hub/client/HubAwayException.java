package io.caravan.hub.client;

/** The hub cannot serve now; it may later. */
public final class HubAwayException extends RuntimeException {
    HubAwayException(String message) {
        super(message);
    }
}
