package io.caravan.migration.copy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import io.caravan.embedded.EmbeddedServer;
import io.caravan.embedded.FreePorts;
import io.caravan.migration.TableName;
import io.caravan.testing.ClickHouseAddress;
import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The S3 store goes away half-way, and comes back. */
class S3AwayCopyTest extends CopyTestBase {

    private static final String SECRET = "secret-of-s3";

    private EmbeddedServer s3;
    private EmbeddedServer clickhouseServer;

    @Override
    protected ClickHouseAddress address() {
        int s3Port = FreePorts.one();
        int http = FreePorts.one();
        s3 = TestServers.newS3(s3Port, SECRET);
        clickhouseServer = TestServers.newClickHouse(http, TestServers.diskAt(s3Port, SECRET));
        s3.start();
        clickhouseServer.start();
        s3.awaitReady(PATIENCE);
        clickhouseServer.awaitReady(PATIENCE);
        return TestServers.addressOf(http);
    }

    @Override
    @AfterAll
    void disconnect() {
        super.disconnect();
        clickhouseServer.stop();
        s3.stop();
    }

    @Test
    void theSourceIsAsItWasAndTheCopyGoesOn() {
        TableName table = create("s3 away", "(id UInt64, n UInt64) ENGINE = MergeTree PARTITION BY n ORDER BY id");
        clickhouse.ask("INSERT INTO " + table.sql() + " SELECT number, number % 4 FROM numbers(100)");
        String before = content(table);
        TableCopy copy = there(table);
        copy.prepare(POLICY);
        copy.copy("0");
        s3.stop();

        assertThatThrownBy(() -> copy.copy("1")).hasMessageContaining("S3");

        assertThat(content(table)).isEqualTo(before);
        assertThat(disks(table)).isEqualTo("default");
        s3.start();
        s3.awaitReady(PATIENCE);
        migrate(there(table));
        assertThat(content(table)).isEqualTo(before);
        assertThat(disks(table)).isEqualTo("s3");
    }
}
