package io.caravan.hub.schema;

import java.util.Random;
import java.util.UUID;

import com.clickhouse.client.api.Client;
import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;

import io.caravan.clickhouse.FaultProxy;
import io.caravan.testing.ClickHouseAddress;
import io.caravan.testing.ClickHouseQuery;
import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/** A network that loses replies while the tables are made costs tries, and nothing else. */
class ClickHouseSchemaTest {

    private static final int BAD_TRIES = 25;
    private static final int CONNECTIONS = 2;

    private final String database = "schema_" + UUID.randomUUID().toString().replace("-", "");
    private final ClickHouseAddress server = TestServers.clickhouse();

    @Test
    void theTablesAreMadeAsSoonAsRepliesArriveAgain() throws Exception {
        var sql = new ClickHouseQuery(server, database);
        var random = new Random(3);
        try (var proxy = new FaultProxy(server.url());
                var client = new Client.Builder()
                        .addEndpoint(proxy.url())
                        .setUsername(server.username())
                        .setPassword(server.password())
                        .build()) {
            var schema = new ClickHouseSchema(
                    client,
                    () -> pool(proxy.url()),
                    database,
                    TestServers.home().resolve("sql/clickhouse"),
                    new CompatibilityViews(
                            client, database, "", TestServers.home().resolve("sql/compatibility/vos_cdrs.sql")));
            proxy.dropReplies(() -> random.nextInt(4) == 0);
            int failures = 0;
            for (int i = 0; i < BAD_TRIES; i++) {
                failures += failed(schema) ? 1 : 0;
            }
            assertThat(failures).isGreaterThan(2 * CONNECTIONS);
            proxy.dropReplies(() -> false);
            schema.probe();
            assertThat(sql.number("SELECT count() FROM system.tables WHERE database = '" + database
                            + "' AND name IN ('cdr', 'user_behaviors')"))
                    .isEqualTo(2);
        } finally {
            new ClickHouseQuery(server, "").ask("DROP DATABASE IF EXISTS " + database);
        }
    }

    private static boolean failed(ClickHouseSchema schema) {
        try {
            schema.probe();
            return false;
        } catch (Exception lostReply) {
            return true;
        }
    }

    private HikariDataSource pool(String url) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:clickhouse:" + url + "/" + database);
        pool.setUsername(server.username());
        pool.setPassword(server.password());
        pool.setInitializationFailTimeout(-1);
        pool.setMinimumIdle(0);
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setConnectionTimeout(1000);
        return pool;
    }
}
