package io.caravan.clickhouse;

/** Nobody has classified this failure yet: stop or keep the message, never drop it. */
public class UnknownClickHouseException extends ClickHouseException {

    private static final long serialVersionUID = 1L;

    UnknownClickHouseException(String message, Failure failure, Throwable cause) {
        super(message, failure, cause);
    }

    @Override
    public ErrorClass getErrorClass() {
        return ErrorClass.UNKNOWN;
    }
}
