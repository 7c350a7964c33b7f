package io.caravan.hub.config;

/** The configuration cannot be used. The message names the key or file and says what to do; it never holds a secret. */
public final class ConfigException extends RuntimeException {

    public ConfigException(String message) {
        super(message);
    }

    public ConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
