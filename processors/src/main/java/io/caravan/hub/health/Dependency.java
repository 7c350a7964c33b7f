package io.caravan.hub.health;

/** A server that the hub needs. */
public interface Dependency {

    /** The name operators see: clickhouse, kafka, redis, mongo. */
    String name();

    /**
     * Asks the server whether it can be used, and prepares it when it is used for the first time (schema, topics).
     *
     * @throws Exception whose message says what is missing, without secrets
     */
    void probe() throws Exception;
}
