package io.caravan.clickhouse;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class QueryTest extends ClickHouseTestBase {

    private Object ask(String options, String sql, Map<String, Object> parameters) {
        return sent(query(options), sql, Map.of(ClickHouseConstants.PARAMETERS, parameters))
                .getMessage()
                .getBody();
    }

    @Test
    void rowsComeAsMapsInTheOrderOfTheColumns() {
        String sql =
                "SELECT 1::UInt8 AS z, 'x' AS a, NULL::Nullable(String) AS n, 1.25::Decimal(10, 2) AS d, ['p'] AS l,"
                        + " CAST('on', 'Enum8(\\'on\\' = 1)') AS e";

        List<?> rows = (List<?>) ask("outputType=LIST", sql, Map.of());

        Map<String, Object> expected = new HashMap<>();
        expected.put("z", (short) 1);
        expected.put("a", "x");
        expected.put("n", null);
        expected.put("d", new BigDecimal("1.25"));
        expected.put("l", List.of("p"));
        expected.put("e", "on");
        assertThat(rows).hasSize(1).first().isEqualTo(expected);
        assertThat(((Map<?, ?>) rows.get(0)).keySet().toArray()).containsExactly("z", "a", "n", "d", "l", "e");
    }

    @Test
    void noRowsAreAnEmptyList() {
        assertThat(ask("outputType=LIST", "SELECT 1 AS n WHERE 0", Map.of())).isEqualTo(List.of());
    }

    @Test
    void aStatementWithoutAResultIsRun() {
        database.table("copies", "(n UInt64) ENGINE = MergeTree ORDER BY n");

        Exchange exchange = sent(query("outputType=LIST"), "INSERT INTO copies SELECT number FROM numbers(5)");

        assertThat(exchange.getMessage().getBody()).isEqualTo(List.of());
        assertThat(exchange.getMessage().getHeader(ClickHouseConstants.WRITTEN_ROWS))
                .isEqualTo(5L);
        assertThat(database.count("copies")).isEqualTo(5);
    }

    @Test
    void aLostReplyOfAStatementThatWritesIsNotTriedAgain() throws IOException {
        database.table("copies", "(n UInt64) ENGINE = MergeTree ORDER BY n");
        try (FaultProxy proxy = new FaultProxy(database.address().url())) {
            proxy.dropReplies(1);
            String uri = query("outputType=STRING&serverUrl=" + proxy.url());

            Exchange exchange = send(uri, "INSERT INTO copies SELECT number FROM numbers(5)");

            assertThat(exchange.getException()).isInstanceOf(RetryableClickHouseException.class);
            assertThat(database.count("copies")).isEqualTo(5);
            proxy.dropReplies(1);
            assertThat(sent(uri, "WITH 7 AS n SELECT n FORMAT TSV").getMessage().getBody())
                    .isEqualTo("7\n");
        }
    }

    /** Streams end with their exchange, so they are read inside the route. */
    private byte[] readInRoute(String uri, String sql) throws Exception {
        byte[][] read = new byte[1][];
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:read")
                        .errorHandler(noErrorHandler())
                        .streamCache("false")
                        .to(uri)
                        .process(exchange -> {
                            assertThat(exchange.getMessage().getBody()).isInstanceOf(InputStream.class);
                            read[0] = exchange.getMessage()
                                    .getBody(InputStream.class)
                                    .readAllBytes();
                        });
            }
        });
        Exchange exchange = template.send("direct:read", e -> e.getMessage().setBody(sql));
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        assertThat(exchange.getMessage().getHeader(ClickHouseConstants.READ_ROWS, Long.class))
                .isPositive();
        return read[0];
    }

    @Test
    void whatTheServerGaveUpForItsLengthIsNotAskedAgain() {
        String mark = "too long " + database.name();
        Exchange exchange = send(
                "clickhouse:" + database.name() + "?operation=query&maxRetries=3&setting.max_execution_time=1",
                "SELECT sleepEachRow(1), '" + mark + "' FROM numbers(20) SETTINGS max_block_size = 1",
                Map.of());

        assertThat(exchange.getException())
                .isInstanceOfSatisfying(ClickHouseException.class, failure -> assertThat(failure.getCode())
                        .isEqualTo(ClickHouseException.TIMEOUT_EXCEEDED));
        database.ask("SYSTEM FLUSH LOGS query_log");
        assertThat(database.ask("SELECT count() FROM system.query_log WHERE type = 'QueryStart' AND query LIKE '%"
                        + mark + "%' AND query NOT LIKE '%query_log%'"))
                .isEqualTo("1");
    }

    @Test
    void theDefaultIsAStreamOfJsonLines() throws Exception {
        assertThat(readInRoute(query(""), "SELECT number AS n FROM numbers(2)"))
                .asString()
                .isEqualTo("{\"n\":0}\n{\"n\":1}\n");
    }

    @Test
    void aStreamIsCachedByCamelForTheStepsAfterIt() throws Exception {
        context.setStreamCaching(true);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:cached").to(query("format=CSV")).log("${body}").log("${body}");
            }
        });

        assertThat(template.requestBody("direct:cached", "SELECT number FROM numbers(3)", String.class))
                .isEqualTo("0\n1\n2\n");
    }

    @Test
    void unreadStreamsGiveTheirConnectionsBackWhenTheExchangeIsDone() {
        String uri = query("maxConnections=2");

        for (int i = 0; i < 8; i++) {
            sent(uri, "SELECT number FROM numbers(1000000)");
        }

        assertThat(sent(uri, "SELECT 1 FORMAT TSV").getException()).isNull();
    }

    @Test
    void anUnreadStreamIsNotReadToItsEndWhenTheExchangeIsDone() {
        String endless = "SELECT number FROM system.numbers";

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> sent(query("format=TSV"), endless));
    }

    @Test
    void aFailureInTheMiddleOfAStreamIsNotMistakenForItsEnd() {
        String sql = "SELECT number, throwIf(number = 3000000) FROM numbers(4000000) SETTINGS max_block_size = 65536";

        assertThatThrownBy(() -> readInRoute(query("format=TSV"), sql))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not whole");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LIST", "STRING"})
    void aLateFailureOfAWholeResultKeepsItsCode(String outputType) {
        String sql = "SELECT number, throwIf(number = 3000000) FROM numbers(4000000) SETTINGS max_block_size = 65536";

        assertThat(send(query("outputType=" + outputType), sql).getException())
                .isInstanceOfSatisfying(UnknownClickHouseException.class, e -> assertThat(e.getCode())
                        .isEqualTo(395));
    }

    @Test
    void aPingSaysWhetherTheServerAnswers() throws IOException {
        Exchange up = sent("clickhouse:default?operation=ping", null);
        assertThat(up.getMessage().getHeader(ClickHouseConstants.PING_OK)).isEqualTo(true);
        assertThat(up.getMessage().getBody()).isEqualTo(true);

        FaultProxy proxy = new FaultProxy(database.address().url());
        proxy.close();
        Exchange down = sent(
                "clickhouse:default?serverUrl=" + proxy.url(), null, Map.of(ClickHouseConstants.OPERATION, "ping"));
        assertThat(down.getMessage().getHeader(ClickHouseConstants.PING_OK)).isEqualTo(false);
        assertThat(down.getMessage().getBody()).isEqualTo(false);
    }
}
