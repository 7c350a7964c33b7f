package io.caravan.clickhouse;

/** The body that a query leaves. */
public enum ClickHouseOutputType {
    /** An {@link java.io.InputStream} of the result in the endpoint's format, read from the server as it is consumed. */
    STREAM,
    /** The whole result in the endpoint's format as a {@link String}. */
    STRING,
    /** A {@link java.util.List} of rows, each a {@link java.util.Map} of column name to value; the format is not used. */
    LIST
}
