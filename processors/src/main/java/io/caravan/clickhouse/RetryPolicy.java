package io.caravan.clickhouse;

import java.util.concurrent.ThreadLocalRandom;

/**
 * How often and when to send a request again.
 *
 * @param backoff wait before the first retry in milliseconds; doubled for each further one
 * @param maxBackoff longest wait in milliseconds
 */
record RetryPolicy(int maxRetries, long backoff, long maxBackoff) {

    static RetryPolicy of(ClickHouseConfiguration options) {
        return new RetryPolicy(options.getMaxRetries(), options.getRetryBackoff(), options.getRetryMaxBackoff());
    }

    /**
     * The wait before a retry in milliseconds; a random part keeps many senders from coming back at the same moment.
     *
     * @param retry 0 for the first
     */
    long delay(int retry) {
        long full = Math.min(maxBackoff, backoff << Math.min(retry, 20));
        return full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1);
    }
}
