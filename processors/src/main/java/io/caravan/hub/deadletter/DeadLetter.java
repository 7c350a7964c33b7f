package io.caravan.hub.deadletter;

/**
 * Something that could not be used, kept so that it can be looked at and sent again.
 *
 * @param reason why, in words
 * @param source where it came from: {@code topic:partition:offset}, or the window of a pull
 * @param raw the bytes as they arrived
 */
public record DeadLetter(String reason, String source, byte[] raw) {}
