package io.caravan.clickhouse;

import java.util.List;
import java.util.Locale;

import com.clickhouse.client.api.Client;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Does with each message what its header or the endpoint says. */
class ClickHouseProducer extends DefaultProducer {

    private ClientKey key;
    private InsertOperation insert;
    private PojoInsertOperation pojoInsert;
    private QueryOperation query;
    private PingOperation ping;

    ClickHouseProducer(ClickHouseEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public ClickHouseEndpoint getEndpoint() {
        return (ClickHouseEndpoint) super.getEndpoint();
    }

    @Override
    public void process(Exchange exchange) {
        try {
            operationOf(exchange).run(exchange);
        } catch (IllegalArgumentException e) {
            throw ClickHouseException.of(
                    "The message cannot be sent to ClickHouse: " + e.getMessage(), Failure.ofMessage(), e);
        }
    }

    private Operation operationOf(Exchange exchange) {
        return switch (operationNamed(exchange)) {
            case INSERT -> exchange.getMessage().getBody() instanceof List ? pojoInsert : insert;
            case QUERY -> query;
            case PING -> ping;
        };
    }

    private ClickHouseOperation operationNamed(Exchange exchange) {
        String header = exchange.getMessage().getHeader(ClickHouseConstants.OPERATION, String.class);
        return header == null || header.isBlank()
                ? getEndpoint().getConfiguration().getOperation()
                : ClickHouseOperation.valueOf(header.strip().toUpperCase(Locale.ROOT));
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        ClickHouseConfiguration options = getEndpoint().getConfiguration();
        ClickHouseComponent component = getEndpoint().getComponent();
        Connection connection = new Connection(
                acquireClient(options, component),
                new Retrier(RetryPolicy.of(options), component.stopSignal()),
                new Failures(ErrorTable.STANDARD));
        insert = new InsertOperation(getEndpoint(), connection);
        pojoInsert = new PojoInsertOperation(getEndpoint(), connection, insert);
        query = new QueryOperation(getEndpoint(), connection);
        ping = new PingOperation(connection, options.getConnectTimeout());
    }

    private Client acquireClient(ClickHouseConfiguration options, ClickHouseComponent component) {
        if (options.getClient() != null) {
            return options.getClient();
        }
        key = ClientKey.of(options);
        return component.clients().acquire(key);
    }

    @Override
    protected void doStop() throws Exception {
        if (key != null) {
            getEndpoint().getComponent().clients().release(key);
            key = null;
        }
        super.doStop();
    }
}
