package io.caravan.clickhouse;

import java.util.List;
import java.util.Map;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ClientConfigProperties;
import com.clickhouse.client.api.ClientFaultCause;
import org.apache.hc.core5.http.ConnectionClosedException;

/** What the operations of one producer share. */
record Connection(Client client, Retrier retrier, Failures failures) {

    /** Key and value of the client's option that keeps also a client of someone else from sending a request again by itself. */
    static final String RETRY_OPTION = ClientConfigProperties.CLIENT_RETRY_ON_FAILURE.getKey();

    static final List<ClientFaultCause> NO_RETRY = List.of(ClientFaultCause.None);

    /** The server sends it after the headers that tell how the end of a body is known. */
    private static final String LATE_HEADER = "X-ClickHouse-Query-Id";

    /**
     * Sees that a reply did not break off among its headers: the HTTP client takes what came of them for all of them, and a body
     * of unknown length for an empty one.
     */
    static void checkHead(Map<String, String> headers) throws ConnectionClosedException {
        if (!headers.containsKey(LATE_HEADER)) {
            throw new ConnectionClosedException("the reply broke off before " + LATE_HEADER);
        }
    }

    /** What a failed request becomes; keeps an interruption for those who wait further up. */
    ClickHouseException translate(String what, String queryId, Exception e) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return failures.translate(what, queryId, e);
    }
}
