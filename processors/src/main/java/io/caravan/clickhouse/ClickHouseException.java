package io.caravan.clickhouse;

/**
 * A request that ClickHouse did not carry out, or of which no answer arrived. Routes name the subclasses in {@code onException}.
 *
 * <p>The message is the server's own, shortened and without the values of rows; it never holds a password.
 */
public abstract class ClickHouseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** {@link #getCode} when the server gave up after {@code max_execution_time}. Source: {@code system.errors}. */
    public static final int TIMEOUT_EXCEEDED = 159;

    private final Failure failure;

    ClickHouseException(String message, Failure failure, Throwable cause) {
        super(message, cause);
        this.failure = failure;
    }

    /** What can be done about it. */
    public abstract ErrorClass getErrorClass();

    /** The server's error code as in {@code system.errors}; 0 when the failure did not come from the server. */
    public int getCode() {
        return failure.code();
    }

    /** The failure's name: the server's (such as {@code UNKNOWN_TABLE}), or one from {@code errors.csv}. */
    public String getName() {
        return failure.name();
    }

    /** The id under which the request is in {@code system.query_log}; null when none was sent. */
    public String getQueryId() {
        return failure.queryId();
    }

    /** False when the server certainly did nothing, so that sending the request again cannot duplicate rows. */
    public boolean isMaybeApplied() {
        return failure.maybeApplied();
    }

    static ClickHouseException of(String message, Failure failure, Throwable cause) {
        return switch (failure.errorClass()) {
            case RETRY -> new RetryableClickHouseException(message, failure, cause);
            case PERMANENT -> new PermanentClickHouseException(message, failure, cause);
            case UNKNOWN -> new UnknownClickHouseException(message, failure, cause);
        };
    }
}
