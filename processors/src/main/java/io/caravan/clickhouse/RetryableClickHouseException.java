package io.caravan.clickhouse;

/** The same request may succeed later: the server is down, busy, or the connection broke. */
public class RetryableClickHouseException extends ClickHouseException {

    private static final long serialVersionUID = 1L;

    RetryableClickHouseException(String message, Failure failure, Throwable cause) {
        super(message, failure, cause);
    }

    @Override
    public ErrorClass getErrorClass() {
        return ErrorClass.RETRY;
    }
}
