package io.caravan.behavior;

/**
 * Who sends a request.
 *
 * @param tenant the only one it may send events of; null for any
 * @param userAgent that of the request, which an event without one of its own is taken to be from; may be null
 */
record Sender(String tenant, String userAgent) {}
