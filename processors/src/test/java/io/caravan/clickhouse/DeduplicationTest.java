package io.caravan.clickhouse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** However often rows are sent under one token, they are stored once, also in what views derive from them. */
class DeduplicationTest extends ClickHouseTestBase {

    private static final String WINDOW = " SETTINGS non_replicated_deduplication_window = 1000";
    private static final String ROWS = "{\"id\":1}\n{\"id\":2}\n";
    private static final Map<String, Object> TOKEN =
            Map.of(ClickHouseConstants.DEDUPLICATION_TOKEN, "events:3:100-101");

    private FaultProxy proxy;

    @BeforeEach
    void createTables() throws IOException {
        database.ask("DROP VIEW IF EXISTS " + database.name() + ".to_totals");
        database.table("events", "(id UInt32) ENGINE = MergeTree ORDER BY id" + WINDOW);
        database.table("totals", "(events UInt64) ENGINE = SummingMergeTree ORDER BY tuple()" + WINDOW);
        database.ask(
                "CREATE MATERIALIZED VIEW %1$s.to_totals TO %1$s.totals AS SELECT count() AS events FROM %1$s.events"
                        .formatted(database.name()));
        proxy = new FaultProxy(database.address().url());
    }

    @AfterEach
    void closeProxy() throws IOException {
        proxy.close();
    }

    private String throughProxy(String options) {
        return to("events", "serverUrl=" + proxy.url() + (options.isEmpty() ? "" : "&" + options));
    }

    private void assertStored(long events) {
        assertThat(database.count("events")).isEqualTo(events);
        assertThat(database.ask("SELECT sum(events) FROM " + database.name() + ".totals"))
                .isEqualTo(Long.toString(events));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "compression=true", "asyncInsert=true"})
    void theSameTokenTwiceStoresTheRowsOnce(String options) {
        sent(to("events", options), ROWS, TOKEN);
        sent(to("events", options), ROWS, TOKEN);

        assertStored(2);
    }

    @Test
    void anotherTokenStoresEqualRowsAgain() {
        sent(to("events", ""), ROWS, TOKEN);
        sent(to("events", ""), ROWS, Map.of(ClickHouseConstants.DEDUPLICATION_TOKEN, "events:3:102-103"));

        assertStored(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "compression=true"})
    void aReplyLostAfterTheCommitIsRetriedWithTheSameToken(String options) {
        proxy.dropReplies(2);

        sent(throughProxy(options), ROWS, TOKEN);

        assertThat(proxy.connections()).isEqualTo(3);
        assertStored(2);
    }

    @Test
    void aStreamThatCamelCachedIsRetried() throws Exception {
        context.setStreamCaching(true);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").errorHandler(noErrorHandler()).to(throughProxy(""));
            }
        });
        proxy.dropReplies(1);

        sent("direct:in", new ByteArrayInputStream(ROWS.getBytes()), TOKEN);

        assertThat(proxy.connections()).isEqualTo(2);
        assertStored(2);
    }

    @Test
    void withoutATokenALostReplyIsLeftToTheRoute() {
        database.table("events", "(id UInt32) ENGINE = MergeTree ORDER BY id");
        proxy.dropReplies(1);

        Exchange exchange = send(throughProxy(""), ROWS);

        assertThat(exchange.getException())
                .isInstanceOfSatisfying(RetryableClickHouseException.class, e -> assertThat(e.isMaybeApplied())
                        .isTrue());
        assertThat(proxy.connections()).isEqualTo(1);
        assertThat(database.count("events")).isEqualTo(2);
    }

    @Test
    void aTableThatTakesRowsTwiceForOnceNeedsNoToken() {
        database.table("events", "(id UInt32) ENGINE = ReplacingMergeTree ORDER BY id");
        proxy.dropReplies(2);

        sent(throughProxy("repeatable=true"), ROWS);

        assertThat(proxy.connections()).isEqualTo(3);
        assertThat(database.ask("SELECT count() FROM " + database.name() + ".events FINAL"))
                .isEqualTo("2");
    }

    @Test
    void aStreamThatCanBeReadOnceIsLeftToTheRoute() {
        proxy.dropReplies(1);

        Exchange exchange = send(throughProxy(""), new ByteArrayInputStream(ROWS.getBytes()), TOKEN);

        assertThat(exchange.getException()).isInstanceOf(RetryableClickHouseException.class);
        assertThat(proxy.connections()).isEqualTo(1);
        assertStored(2);
    }
}
