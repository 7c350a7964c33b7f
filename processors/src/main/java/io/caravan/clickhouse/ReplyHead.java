package io.caravan.clickhouse;

import java.util.Map;

import org.apache.hc.core5.http.ConnectionClosedException;

/**
 * The headers of a reply. The HTTP client takes what came of them for all of them, should the connection break off, and then a body of
 * unknown length for an empty one.
 */
public final class ReplyHead {

    /** The server sends it after the headers that tell how the end of a body is known. */
    private static final String LATE_HEADER = "X-ClickHouse-Query-Id";

    private ReplyHead() {}

    /** @throws ConnectionClosedException when the reply broke off among its headers */
    public static void check(Map<String, String> headers) throws ConnectionClosedException {
        if (!headers.containsKey(LATE_HEADER)) {
            throw new ConnectionClosedException("the reply broke off before " + LATE_HEADER);
        }
    }
}
