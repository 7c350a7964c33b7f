package io.caravan.clickhouse;

/** What can be done about a failure; the table in {@code errors.csv} says which failure is which. */
public enum ErrorClass {
    /** The same request may succeed later. */
    RETRY,
    /** The same request will always fail: bisect it or keep it as a dead letter. */
    PERMANENT,
    /** Not in the table: stop or keep the message until a person has classified it, never drop it. */
    UNKNOWN
}
