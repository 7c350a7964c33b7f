package io.caravan.clickhouse;

/** What an endpoint does with a message. */
public enum ClickHouseOperation {
    /** Stores the rows in the body. */
    INSERT,
    /** Runs the SQL statement in the body. */
    QUERY,
    /** Asks whether the server answers. */
    PING
}
