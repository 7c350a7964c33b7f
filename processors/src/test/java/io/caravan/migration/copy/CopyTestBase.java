package io.caravan.migration.copy;

import java.time.Duration;
import java.util.UUID;

import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

import io.caravan.clickhouse.ClickHouseComponent;
import io.caravan.clickhouse.ClickHouseConfiguration;
import io.caravan.clickhouse.Quoted;
import io.caravan.migration.TableName;
import io.caravan.testing.ClickHouseAddress;
import io.caravan.testing.ClickHouseQuery;
import io.caravan.testing.TestServers;

/** A ClickHouse with a disk at a real S3 interface, shared by the tests of the copy, and a database of the class's own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CopyTestBase {

    protected static final Duration PATIENCE = Duration.ofSeconds(60);
    protected static final String POLICY = "s3";

    protected final String database = "copy `" + UUID.randomUUID().toString().substring(0, 8) + "`";
    protected ClickHouseQuery clickhouse;
    protected CopyServer server;
    private DefaultCamelContext context;

    @BeforeAll
    void connect() {
        ClickHouseAddress address = address();
        clickhouse = new ClickHouseQuery(address, "");
        clickhouse.ask("CREATE DATABASE " + Quoted.identifier(database) + " ENGINE = Atomic");
        context = new DefaultCamelContext();
        ClickHouseConfiguration options =
                context.getComponent("clickhouse", ClickHouseComponent.class).getConfiguration();
        options.setServerUrl(address.url());
        options.setUsername(address.username());
        options.setPassword(address.password());
        context.start();
        server = new ComponentCopyServer(
                context.createProducerTemplate(),
                "clickhouse:default?operation=query&outputType=string&format=TSV&maxRetries=0");
    }

    @AfterAll
    void disconnect() {
        context.stop();
        clickhouse.ask("DROP DATABASE " + Quoted.identifier(database));
    }

    /** The shared servers; a test that stops one has its own. */
    protected ClickHouseAddress address() {
        TestServers.s3();
        return TestServers.clickhouse();
    }

    protected TableName table(String name) {
        return new TableName(database, name);
    }

    /** @param definition columns and all that follows */
    protected TableName create(String name, String definition) {
        TableName table = table(name);
        clickhouse.ask("CREATE TABLE " + table.sql() + " " + definition);
        return table;
    }

    protected TableCopy there(TableName table) {
        return there(table, server);
    }

    protected static TableCopy there(TableName table, CopyServer server) {
        return new TableCopy(server, CopyNames.there(table, POLICY), CopyLimits.NONE, PATIENCE);
    }

    protected static TableCopy back(TableName table, CopyServer server) {
        return new TableCopy(server, CopyNames.back(table, POLICY), CopyLimits.NONE, PATIENCE);
    }

    /** All steps in the order of the routes. */
    protected static void migrate(TableCopy copy) {
        copy.prepare(POLICY);
        copy.complete();
    }

    protected static void rollBack(TableCopy copy) {
        copy.prepareBack();
        copy.complete();
    }

    /** Number and sum of all rows as they lie, and the disks under them. */
    protected String content(TableName table) {
        return clickhouse.ask("SELECT count(), sum(cityHash64(tuple(*))) FROM " + table.sql());
    }

    protected String disks(TableName table) {
        return clickhouse.ask("SELECT arrayStringConcat(groupUniqArray(disk_name)) FROM system.parts WHERE active"
                + " AND database = " + Quoted.text(table.database()) + " AND table = " + Quoted.text(table.table()));
    }

    protected boolean exists(TableName table) {
        return clickhouse.ask("EXISTS TABLE " + table.sql()).equals("1");
    }
}
