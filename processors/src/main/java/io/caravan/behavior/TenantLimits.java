package io.caravan.behavior;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;

import io.caravan.hub.http.Problem;
import io.caravan.hub.http.ProblemException;

/** How many events a tenant may send: a bucket each, of which the longest unused is forgotten when there are too many. */
public final class TenantLimits {

    private static final int MOST_TENANTS = 10_000;

    private final int rate;
    private final int burst;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_TENANTS;
        }
    };

    /**
     * @param rate events a second; 0 for no limit
     * @param burst events at once
     */
    public TenantLimits(int rate, int burst) {
        this.rate = rate;
        this.burst = Math.max(burst, 1);
    }

    /**
     * Counts the events of a request.
     *
     * @throws ProblemException 429 when a tenant has none left; then nothing of the request counts
     */
    public void take(Intake intake) {
        if (rate == 0) {
            return;
        }
        Map<Bucket, Long> taken = new LinkedHashMap<>();
        intake.tenants().forEach((tenant, events) -> {
            Bucket bucket = bucket(tenant);
            // A request of more events than a full bucket holds must pass at some time.
            long tokens = Math.min(events, burst);
            ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(tokens);
            if (!probe.isConsumed()) {
                taken.forEach(Bucket::addTokens);
                throw tooMany(Duration.ofNanos(probe.getNanosToWaitForRefill()));
            }
            taken.put(bucket, tokens);
        });
    }

    private Bucket bucket(String tenant) {
        synchronized (buckets) {
            return buckets.computeIfAbsent(tenant, name -> Bucket.builder()
                    .addLimit(limit -> limit.capacity(burst).refillGreedy(rate, Duration.ofSeconds(1)))
                    .build());
        }
    }

    private static ProblemException tooMany(Duration wait) {
        return new ProblemException(Problem.of(
                        429,
                        "too-many-requests",
                        "The tenant sends too many events",
                        "Nothing was accepted. Send the request again later.")
                .retryAfter((int) wait.toSeconds() + 1));
    }
}
