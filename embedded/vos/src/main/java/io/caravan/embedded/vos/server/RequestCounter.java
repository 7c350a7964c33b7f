package io.caravan.embedded.vos.server;

import java.util.concurrent.TimeUnit;

/** Counts requests and watches how they overlap. */
final class RequestCounter {

    private long count;
    private int concurrent;
    private int concurrentMax;
    private long lastEnd;
    private Long lastGapMs;
    private Long minGapMs;

    synchronized void begin() {
        if (count > 0) {
            lastGapMs = concurrent > 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastEnd);
            minGapMs = minGapMs == null ? lastGapMs : Math.min(minGapMs, lastGapMs);
        }
        count++;
        concurrent++;
        concurrentMax = Math.max(concurrentMax, concurrent);
    }

    synchronized void end() {
        concurrent--;
        lastEnd = System.nanoTime();
    }

    synchronized RequestStats stats() {
        return new RequestStats(count, concurrent, concurrentMax, lastGapMs, minGapMs);
    }
}
