package io.caravan.behavior;

/**
 * A record of the topic of events, read once more.
 *
 * @param value null when the record has none
 */
public record StoreRecord(long offset, byte[] value) {}
