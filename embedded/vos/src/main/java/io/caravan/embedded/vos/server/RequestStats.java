package io.caravan.embedded.vos.server;

/**
 * How a node, or one interface of it, has been called. A gap is the idle time between the end of one request and the
 * begin of the next, 0 when they overlapped; null before the second request.
 *
 * @param count         requests begun
 * @param concurrent    requests being answered
 * @param concurrentMax most requests ever answered at once
 * @param lastGapMs     milliseconds before the newest request
 * @param minGapMs      the shortest gap of all, milliseconds
 */
public record RequestStats(long count, int concurrent, int concurrentMax, Long lastGapMs, Long minGapMs) {}
