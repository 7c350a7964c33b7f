package io.caravan.migration.copy;

import io.caravan.clickhouse.ClickHouseException;

/** What errors of ClickHouse mean for a copy. Source: system.errors of 26.7, each provoked. */
final class CopyErrors {

    private static final int NOT_ENOUGH_SPACE = 243;
    private static final int S3_ERROR = 499;

    private CopyErrors() {}

    /** The failure in an operator's words, where there are better ones than the server's. */
    static RuntimeException explained(ClickHouseException failure) {
        return switch (failure.getCode()) {
            case NOT_ENOUGH_SPACE ->
                new CopyException(
                        "the target has not enough space; the source is untouched: " + failure.getMessage(), failure);
            case S3_ERROR -> new CopyException("S3 refuses; the source is untouched: " + failure.getMessage(), failure);
            default -> failure;
        };
    }
}
