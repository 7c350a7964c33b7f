package io.caravan.clickhouse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Which exception a route sees, after how many tries, and what it is told. */
class FailureTest extends ClickHouseTestBase {

    private FaultProxy proxy;

    @BeforeEach
    void prepare() throws IOException {
        database.table("calls", "(id UInt32, begin DateTime, name String) ENGINE = MergeTree ORDER BY id");
        proxy = new FaultProxy(database.address().url());
    }

    @AfterEach
    void closeProxy() throws IOException {
        proxy.close();
    }

    private ClickHouseException failureOf(String uri, Object body) {
        return (ClickHouseException) send(uri, body).getException();
    }

    @ParameterizedTest
    @CsvSource({
        "241, RetryableClickHouseException, MEMORY_LIMIT_EXCEEDED",
        "164, RetryableClickHouseException, READONLY",
        "27, PermanentClickHouseException, CANNOT_PARSE_INPUT_ASSERTION_FAILED",
        "516, PermanentClickHouseException, AUTHENTICATION_FAILED",
        "691, PermanentClickHouseException, UNKNOWN_ELEMENT_OF_ENUM",
        "48, UnknownClickHouseException, NOT_IMPLEMENTED",
    })
    void theServersCodeDecidesTheException(int code, String exception, String name) {
        String sql = "SELECT throwIf(1, '', toInt16(" + code + ")) SETTINGS allow_custom_error_code_in_throwif = 1";

        ClickHouseException failure = failureOf(query("maxRetries=0"), sql);

        assertThat(failure.getClass().getSimpleName()).isEqualTo(exception);
        assertThat(failure.getCode()).isEqualTo(code);
        assertThat(failure.getName()).isEqualTo(name);
        assertThat(failure).hasMessageContaining("failed: " + code + " " + name + ": ");
    }

    @Test
    void onlyPassingFailuresAreTriedAgain() {
        String uri = query("maxRetries=2&serverUrl=" + proxy.url());
        String sql = "SELECT throwIf(1, '', toInt16(%d)) SETTINGS allow_custom_error_code_in_throwif = 1";

        failureOf(uri, sql.formatted(241));
        assertThat(queriesSent()).isEqualTo(3);
        failureOf(uri, sql.formatted(62));
        assertThat(queriesSent()).isEqualTo(4);
        failureOf(uri, sql.formatted(48));
        assertThat(queriesSent()).isEqualTo(5);
    }

    private int queriesSent() {
        return new String(proxy.requests(), StandardCharsets.ISO_8859_1).split("POST /").length - 1;
    }

    @Test
    void aBadRowIsPermanentAndItsValuesAreNotRepeated() {
        for (String row : new String[] {
            "{\"id\":\"+31-6-private\"}", "{\"id\":1,\"begin\":\"private\"}", "{\"id\":1,\"begin\":2,\"name\":private}"
        }) {
            ClickHouseException failure = failureOf(to("calls", ""), row);

            assertThat(failure).isInstanceOf(PermanentClickHouseException.class);
            assertThat(failure.getCode()).isPositive();
            assertThat(failure).hasMessageContaining("Insert into " + database.name() + ".calls failed");
            assertThat(failure).hasStackTraceContaining("while reading the value of key");
            assertThat(Throwables.getStackTrace(failure)).doesNotContain("private");
        }
    }

    @Test
    void aServerThatIsDownIsTriedAgainAndThenLeftToTheRoute() throws IOException {
        proxy.close();

        ClickHouseException failure = failureOf(to("calls", "maxRetries=2&serverUrl=" + proxy.url()), "{\"id\":1}");

        assertThat(failure).isInstanceOf(RetryableClickHouseException.class).hasMessageContaining("CONNECTION_REFUSED");
        assertThat(failure.isMaybeApplied()).isFalse();
        assertThat(failure.getCode()).isZero();
    }

    @Test
    void aServerThatComesBackIsUsed() {
        proxy.refuse(true);
        CompletableFuture<Exchange> sending = template.asyncSend(
                to("calls", "maxRetries=1000&retryBackoff=20&retryMaxBackoff=20&serverUrl=" + proxy.url()),
                exchange -> {
                    exchange.getMessage().setBody("{\"id\":1}");
                    exchange.getMessage().setHeader(ClickHouseConstants.DEDUPLICATION_TOKEN, "calls:1");
                });
        await().until(() -> proxy.connections() > 3);

        proxy.refuse(false);

        await().atMost(Duration.ofSeconds(60)).until(sending::isDone);
        assertThat(sending.join().getException()).isNull();
        assertThat(database.count("calls")).isEqualTo(1);
    }

    @Test
    void anUnknownHostIsRetryable() {
        assertThat(failureOf(to("calls", "maxRetries=0&serverUrl=http://no-such-host.invalid:8123"), "{}"))
                .isInstanceOf(RetryableClickHouseException.class)
                .hasMessageContaining("UNKNOWN_HOST");
    }

    @Test
    void aSilentServerIsRetryable() {
        assertThat(failureOf(query("maxRetries=0&socketTimeout=200"), "SELECT sleep(3)"))
                .isInstanceOf(RetryableClickHouseException.class)
                .hasMessageContaining("SOCKET_TIMEOUT");
    }

    @Test
    void theStopOfTheContextEndsTheWaitForARetry() throws Exception {
        proxy.refuse(true);
        String uri = to("calls", "retryBackoff=600000&retryMaxBackoff=600000&serverUrl=" + proxy.url());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").errorHandler(noErrorHandler()).to(uri);
            }
        });
        CompletableFuture<Exchange> sending = template.asyncSend("direct:in", exchange -> {
            exchange.getMessage().setBody("{\"id\":1}");
            exchange.getMessage().setHeader(ClickHouseConstants.DEDUPLICATION_TOKEN, "calls:1");
        });
        await().until(() -> proxy.connections() == 1);

        CompletableFuture<Void> stopping = CompletableFuture.runAsync(context::stop);

        assertThat(sending.get(10, TimeUnit.SECONDS).getException()).isInstanceOf(RetryableClickHouseException.class);
        stopping.get(10, TimeUnit.SECONDS);
    }

    @Test
    void thePasswordIsInNoMessage() {
        String uri = to("calls", "password=RAW(hush-hush-7)&username=caravan");

        ClickHouseException failure = failureOf(uri, "{\"id\":1}");

        assertThat(failure).isInstanceOf(PermanentClickHouseException.class);
        assertThat(failure.getCode()).isEqualTo(516);
        assertThat(Throwables.getStackTrace(failure)).doesNotContain("hush-hush-7");
        assertThat(context.getEndpoints().toString()).doesNotContain("hush-hush-7");
    }

    /** A short answer that looks whole would be worse than none. */
    @ParameterizedTest
    @ValueSource(strings = {"format=RowBinary", "format=RowBinary&outputType=STRING", "outputType=LIST"})
    void anAnswerThatBreaksOffAnywhereIsAFailure(String output) throws Exception {
        String uri = query("maxRetries=0&" + output + "&serverUrl=" + proxy.url());
        List<Object> answers = new ArrayList<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                // A stream ends with its exchange, so that it is read here.
                from("direct:ask").errorHandler(noErrorHandler()).to(uri).process(answer -> answers.add(read(answer)));
            }
        });
        int asked = 0;
        var pieces = new AtomicInteger();
        do {
            int good = asked++;
            pieces.set(0);
            proxy.dropReplies(() -> pieces.getAndIncrement() == good);
            Exchange answer = send("direct:ask", "SELECT sipHash64(number), number FROM numbers(20000)");
            assertThat(answer.getException() == null)
                    .as("broken off after %s of its pieces", good)
                    .isEqualTo(pieces.get() <= good);
            if (answer.getException() != null) {
                assertThat(answer.getException(RetryableClickHouseException.class))
                        .as("for the caller, not only for the log: %s", answer.getException())
                        .isNotNull();
            }
        } while (answers.isEmpty());
        assertThat(answers).hasSize(1).doesNotContain(0);
        assertThat(asked).isGreaterThan(5);
    }

    private static Object read(Exchange answer) throws IOException {
        Object body = answer.getMessage().getBody();
        return body instanceof InputStream stream ? stream.readAllBytes().length : body;
    }

    @Test
    void aBodyThatHoldsNoRowsIsRefused() {
        assertThat(failureOf(to("calls", ""), null))
                .isInstanceOf(PermanentClickHouseException.class)
                .hasMessageContaining("cannot be inserted");
        assertThat(failureOf(to("calls", ""), List.of(Map.of("id", 1))))
                .isInstanceOf(PermanentClickHouseException.class)
                .hasMessageContaining("objects of one class");
    }
}
