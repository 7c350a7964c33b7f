package io.caravan.bench.load;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of a load.
 *
 * @param took all rounds together
 * @param replies how many by HTTP status; 0 stands for no reply
 * @param latencies of the accepted requests
 */
public record LoadResult(Duration took, Map<Integer, Long> replies, Latencies latencies) {

    public static final int ACCEPTED = 202;

    public static LoadResult none() {
        return new LoadResult(Duration.ZERO, Map.of(), new Latencies());
    }

    public long accepted() {
        return replies.getOrDefault(ACCEPTED, 0L);
    }

    public long sent() {
        return replies.values().stream().mapToLong(Long::longValue).sum();
    }

    /** This and a further round as one. */
    public LoadResult and(LoadResult further) {
        Map<Integer, Long> sum = new TreeMap<>(replies);
        further.replies.forEach((status, count) -> sum.merge(status, count, Long::sum));
        var both = new Latencies();
        both.addAll(latencies);
        both.addAll(further.latencies);
        return new LoadResult(took.plus(further.took), sum, both);
    }
}
