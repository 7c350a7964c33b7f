package io.caravan.clickhouse;

import java.util.HashMap;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.LoggerFactory;

/** A context whose component points at a real server, and a database of the test class's own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ClickHouseTestBase {

    protected TestDatabase database;
    protected DefaultCamelContext context;
    protected ProducerTemplate template;

    @BeforeAll
    void createDatabase() {
        // Its wire log copies every byte, and its header log shows passwords.
        ((Logger) LoggerFactory.getLogger("org.apache.hc")).setLevel(Level.INFO);
        ((Logger) LoggerFactory.getLogger("com.clickhouse")).setLevel(Level.INFO);
        database = new TestDatabase();
    }

    @AfterAll
    void dropDatabase() {
        database.close();
    }

    @BeforeEach
    void startContext() {
        context = new DefaultCamelContext();
        ClickHouseConfiguration options =
                context.getComponent("clickhouse", ClickHouseComponent.class).getConfiguration();
        options.setServerUrl(database.address().url());
        options.setUsername(database.address().username());
        options.setPassword(database.address().password());
        options.setRetryBackoff(20);
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterEach
    void stopContext() {
        context.stop();
    }

    /** An endpoint on a table of the test's database. */
    protected String to(String table, String options) {
        return "clickhouse:" + database.name() + "." + table + (options.isEmpty() ? "" : "?" + options);
    }

    protected String query(String options) {
        return "clickhouse:" + database.name() + "?operation=query" + (options.isEmpty() ? "" : "&" + options);
    }

    protected Exchange send(String uri, Object body, Map<String, Object> headers) {
        return template.send(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
    }

    protected Exchange send(String uri, Object body) {
        return send(uri, body, Map.of());
    }

    /** Sends what must succeed. */
    protected Exchange sent(String uri, Object body, Map<String, Object> headers) {
        Exchange exchange = send(uri, body, headers);
        if (exchange.getException() != null) {
            throw new AssertionError("The message was not sent", exchange.getException());
        }
        return exchange;
    }

    protected Exchange sent(String uri, Object body) {
        return sent(uri, body, Map.of());
    }
}
