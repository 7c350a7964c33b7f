package io.caravan.embedded;

/**
 * How the embedded Redis is to run.
 *
 * @param port where clients connect
 */
public record RedisSettings(Port port) {}
