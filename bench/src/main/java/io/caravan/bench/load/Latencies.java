package io.caravan.bench.load;

import java.util.Arrays;

/** Latencies in microseconds, each kept. Not for use by several threads. */
public final class Latencies {

    private long[] micros = new long[1024];
    private int count;

    public void add(long latency) {
        if (count == micros.length) {
            micros = Arrays.copyOf(micros, 2 * count);
        }
        micros[count++] = latency;
    }

    void addAll(Latencies others) {
        for (int i = 0; i < others.count; i++) {
            add(others.micros[i]);
        }
    }

    /**
     * The latency that this share of requests did not exceed; 0 when there was none.
     *
     * @param share 0 to 1
     */
    public long percentile(double share) {
        long[] sorted = Arrays.copyOf(micros, count);
        Arrays.sort(sorted);
        return count == 0 ? 0 : sorted[Math.min(count - 1, (int) (share * count))];
    }
}
