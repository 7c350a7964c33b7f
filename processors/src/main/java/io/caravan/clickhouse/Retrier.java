package io.caravan.clickhouse;

import java.util.function.Predicate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a request again after failures that may pass. */
final class Retrier {

    private static final Logger LOG = LoggerFactory.getLogger(Retrier.class);

    private final RetryPolicy policy;
    private final StopSignal stopSignal;

    Retrier(RetryPolicy policy, StopSignal stopSignal) {
        this.policy = policy;
        this.stopSignal = stopSignal;
    }

    /** One try of a request. */
    @FunctionalInterface
    interface Attempt<T> {
        T run();
    }

    /**
     * @param repeatable whether this request may be sent again after that failure
     * @throws ClickHouseException the last failure, when retries are used up, not allowed, or the context stops
     */
    <T> T run(Attempt<T> attempt, Predicate<RetryableClickHouseException> repeatable) {
        for (int retry = 0; ; retry++) {
            try {
                return attempt.run();
            } catch (RetryableClickHouseException e) {
                if (retry >= policy.maxRetries() || !repeatable.test(e) || stoppedWhileWaiting(retry, e)) {
                    throw e;
                }
            }
        }
    }

    private boolean stoppedWhileWaiting(int retry, RetryableClickHouseException failure) {
        long delay = policy.delay(retry);
        LOG.atWarn()
                .addKeyValue("queryId", failure.getQueryId())
                .log("{}; retry {} of {} in {} ms", failure.getMessage(), retry + 1, policy.maxRetries(), delay);
        try {
            return stopSignal.await(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
