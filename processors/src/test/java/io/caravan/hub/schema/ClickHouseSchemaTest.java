package io.caravan.hub.schema;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.UUID;

import com.clickhouse.client.api.Client;
import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.clickhouse.FaultProxy;
import io.caravan.testing.ClickHouseAddress;
import io.caravan.testing.ClickHouseQuery;
import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What fails while the tables are made costs tries, and nothing else. */
class ClickHouseSchemaTest {

    private static final int BAD_TRIES = 25;
    private static final int CONNECTIONS = 2;

    private final String database = "schema_" + UUID.randomUUID().toString().replace("-", "");
    private final ClickHouseAddress server = TestServers.clickhouse();
    private final ClickHouseQuery sql = new ClickHouseQuery(server, "");
    private FaultProxy proxy;
    private Client client;
    private ClickHouseSchema schema;

    @BeforeEach
    void connect() throws Exception {
        proxy = new FaultProxy(server.url());
        client = new Client.Builder()
                .addEndpoint(proxy.url())
                .setUsername(server.username())
                .setPassword(server.password())
                .build();
        schema = schema(TestServers.home().resolve("sql/clickhouse"));
    }

    @AfterEach
    void disconnect() throws Exception {
        client.close();
        proxy.close();
        sql.ask("DROP DATABASE IF EXISTS " + database);
    }

    @Test
    void theTablesAreMadeAsSoonAsRepliesArriveAgain() throws Exception {
        var random = new Random(3);
        proxy.dropReplies(() -> random.nextInt(4) == 0);
        int failures = 0;
        for (int i = 0; i < BAD_TRIES; i++) {
            failures += failed() ? 1 : 0;
        }
        assertThat(failures).isGreaterThan(2 * CONNECTIONS);
        proxy.dropReplies(() -> false);
        schema.probe();
        assertComplete();
    }

    @Test
    void aScriptThatFailedIsRunAgain(@TempDir Path scripts) throws Exception {
        Files.writeString(scripts.resolve("V1__two_statements.sql"), """
                CREATE TABLE IF NOT EXISTS first (n UInt8) ENGINE = Memory;
                INSERT INTO other SELECT 1;
                """);
        schema = schema(scripts);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> schema.probe()).hasMessageContaining("other");
        }
        sql.ask("CREATE TABLE " + database + ".other (n UInt8) ENGINE = Memory");
        schema.probe();
        schema(scripts).probe();
        assertThat(sql.number("SELECT count() FROM " + database + ".other")).isEqualTo(1);
    }

    private ClickHouseSchema schema(Path scripts) {
        return new ClickHouseSchema(
                client,
                () -> pool(proxy.url()),
                database,
                scripts,
                new CompatibilityViews(
                        client, database, "", TestServers.home().resolve("sql/compatibility/vos_cdrs.sql")));
    }

    private void assertComplete() {
        assertThat(sql.number("SELECT count() FROM system.tables WHERE database = '" + database
                        + "' AND name IN ('cdr', 'user_behaviors')"))
                .isEqualTo(2);
    }

    private boolean failed() {
        try {
            schema.probe();
            return false;
        } catch (Exception lostReply) {
            lostReply.printStackTrace(System.out);
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
