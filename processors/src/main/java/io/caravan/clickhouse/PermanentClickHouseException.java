package io.caravan.clickhouse;

/** The same request will always fail: bad rows, an unknown table, a refused user, a message that the endpoint cannot use. */
public class PermanentClickHouseException extends ClickHouseException {

    private static final long serialVersionUID = 1L;

    PermanentClickHouseException(String message, Failure failure, Throwable cause) {
        super(message, failure, cause);
    }

    @Override
    public ErrorClass getErrorClass() {
        return ErrorClass.PERMANENT;
    }
}
