package io.caravan.clickhouse;

import java.util.List;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ClientConfigProperties;
import com.clickhouse.client.api.ClientFaultCause;

/** What the operations of one producer share. */
record Connection(Client client, Retrier retrier, Failures failures) {

    /** Key and value of the client's option that keeps also a client of someone else from sending a request again by itself. */
    static final String RETRY_OPTION = ClientConfigProperties.CLIENT_RETRY_ON_FAILURE.getKey();

    static final List<ClientFaultCause> NO_RETRY = List.of(ClientFaultCause.None);

    /** What a failed request becomes; keeps an interruption for those who wait further up. */
    ClickHouseException translate(String what, String queryId, Exception e) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return failures.translate(what, queryId, e);
    }
}
