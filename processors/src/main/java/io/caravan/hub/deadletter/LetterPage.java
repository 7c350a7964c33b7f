package io.caravan.hub.deadletter;

import java.util.Map;

/**
 * A page that was asked for.
 *
 * @param limit most letters on it; one more is asked for, which tells that another page follows
 */
public record LetterPage(int limit, Map<String, Object> parameters) {}
