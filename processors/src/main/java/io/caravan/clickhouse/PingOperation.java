package io.caravan.clickhouse;

import java.time.temporal.ChronoUnit;

import com.clickhouse.client.api.query.QuerySettings;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks whether the server answers; a refusal is an answer to the route, not an error. */
final class PingOperation implements Operation {

    private static final Logger LOG = LoggerFactory.getLogger(PingOperation.class);

    private final Connection connection;
    private final long timeout;

    /** @param timeout longest wait for the answer in milliseconds */
    PingOperation(Connection connection, long timeout) {
        this.connection = connection;
        this.timeout = timeout;
    }

    @Override
    public void run(Exchange exchange) {
        boolean ok = answers();
        exchange.getMessage().setHeader(ClickHouseConstants.PING_OK, ok);
        exchange.getMessage().setBody(ok);
    }

    private boolean answers() {
        QuerySettings settings = new QuerySettings().setOption(Connection.RETRY_OPTION, Connection.NO_RETRY);
        settings.setNetworkTimeout(timeout, ChronoUnit.MILLIS);
        try {
            connection
                    .client()
                    .query("SELECT 1 FORMAT TabSeparated", settings)
                    .get()
                    .close();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception e) {
            LOG.atDebug()
                    .setCause(e)
                    .log(
                            "ClickHouse does not answer: {}",
                            connection.translate("Ping", null, e).getMessage());
            return false;
        }
    }
}
