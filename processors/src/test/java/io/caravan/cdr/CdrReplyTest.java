package io.caravan.cdr;

import java.io.ByteArrayInputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.caravan.hub.deadletter.DeadLetter;
import io.caravan.testing.ClickHouseQuery;
import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Records of all kinds, from the reply into the real table. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CdrReplyTest {

    private static final long START = Instant.parse("2026-11-20T04:00:00.123Z").toEpochMilli();

    private static final Window WINDOW = Samples.window("Asia/Shanghai", "2026-11-20");

    private final String name = "reply_" + UUID.randomUUID().toString().replace("-", "");
    private final ClickHouseQuery server = new ClickHouseQuery(TestServers.clickhouse(), "");
    private final ClickHouseQuery store = new ClickHouseQuery(TestServers.clickhouse(), name);

    @BeforeAll
    void createTable() throws Exception {
        server.ask("CREATE DATABASE " + name);
        CdrTables.create(store);
    }

    @BeforeEach
    void emptyTable() {
        store.ask("TRUNCATE TABLE cdr");
    }

    @AfterAll
    void dropDatabase() {
        server.ask("DROP DATABASE " + name);
    }

    @Test
    void whatARecordDoesNotHaveGetsItsDefault() {
        PulledWindow pulled = store("{\"flowNo\":7,\"start\":%d}".formatted(START));
        assertThat(pulled.replied().records()).isEqualTo(1);
        JsonNode row = row();
        StoredRow.assertEqual(
                row,
                VosAnswers.parsed("{\"flowNo\":7,\"start\":%d,\"account\":\"8001\"}"
                        .formatted(START)
                        .getBytes(StandardCharsets.UTF_8)),
                Samples.node("Asia/Shanghai").zone());
        assertThat(row.get("end_direction").intValue()).isEqualTo(-1);
        assertThat(row.get("node_id").intValue()).isEqualTo(1);
        assertThat(row.get("run_id").textValue()).isEqualTo(new UUID(1, 2).toString());
        assertThat(row.get("version").longValue())
                .isEqualTo(Instant.parse("2026-11-20T12:00:00Z").toEpochMilli());
    }

    @Test
    void nullIsAsGoodAsMissingAndUnknownFieldsDoNoHarm() {
        store("{\"flowNo\":7,\"start\":%d,\"stop\":null,\"fee\":null,\"account\":null,\"endReason\":null,\"new\":[{}]}"
                .formatted(START));
        JsonNode row = row();
        assertThat(row.get("stop_time").longValue()).isZero();
        assertThat(row.get("account").textValue()).isEqualTo("8001");
        assertThat(row.get("raw").textValue()).contains("\"new\":[{}]");
    }

    @ParameterizedTest
    @CsvSource({
        "0.123456,          0.123456",
        "0.1234565,         0.123457",
        "-0.0000005,        -0.000001",
        "1e3,               1000",
        "1E-30,             0",
        "999999999999.999999, 999999999999.999999"
    })
    void moneyKeepsSixPlacesAndTheSumsAreThoseOfTheStore(String sent, String stored) {
        PulledWindow pulled = store("{\"flowNo\":7,\"start\":%d,\"fee\":%s}".formatted(START, sent));
        assertThat(row().get("fee").decimalValue()).isEqualByComparingTo(stored);
        assertThat(pulled.replied().fee()).isEqualByComparingTo(stored);
    }

    @ParameterizedTest
    @Timeout(5)
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"start\":START}                                | missing flowNo",
                "{\"flowNo\":7}                                   | missing start",
                "{\"flowNo\":null,\"start\":START}                | missing flowNo",
                "{\"flowNo\":0,\"start\":START}                   | flowNo: not between",
                "{\"flowNo\":\"7\",\"start\":START}               | flowNo: a whole number",
                "{\"flowNo\":7.5,\"start\":START}                 | flowNo: a whole number",
                "{\"flowNo\":99999999999999999999,\"start\":START} | flowNo: a whole number",
                "{\"flowNo\":7,\"start\":0}                       | start: not between",
                "{\"flowNo\":7,\"start\":-1}                      | start: not between",
                "{\"flowNo\":7,\"start\":1}                       | start: not between",
                "{\"flowNo\":7,\"start\":1760922383500}           | days from the day that was asked for",
                "{\"flowNo\":7,\"start\":START,\"fee\":\"1\"}     | fee: a number",
                "{\"flowNo\":7,\"start\":START,\"fee\":1e12}      | fee: too large",
                "{\"flowNo\":7,\"start\":START,\"fee\":999999999999.9999995} | fee: too large",
                "{\"flowNo\":7,\"start\":START,\"fee\":1e999999999}  | fee: ",
                "{\"flowNo\":7,\"start\":START,\"fee\":1e-999999999} | fee: ",
                "{\"flowNo\":7,\"start\":START,\"holdTime\":-1}   | holdTime: not between",
                "{\"flowNo\":7,\"start\":START,\"holdTime\":4294967296} | holdTime: not between",
                "{\"flowNo\":7,\"start\":START,\"endDirection\":128} | endDirection: not between",
                "{\"flowNo\":7,\"start\":START,\"account\":{}}    | account: a text",
                "7                                                | an object is wanted",
                "[]                                               | an object is wanted",
                "null                                             | an object is wanted"
            })
    void aBadRecordIsKeptWithItsReasonAndTheGoodOnesAreStored(String record, String reason) {
        String bad = record.replace("START", String.valueOf(START));
        List<DeadLetter> rejected = new ArrayList<>();
        PulledWindow pulled = store(
                "{\"flowNo\":1,\"start\":%1$d},%2$s,{\"flowNo\":2,\"start\":%1$d}".formatted(START, bad), rejected);
        assertThat(store.ask("SELECT flow_no FROM cdr ORDER BY 1")).isEqualTo("1\n2");
        assertThat(pulled.replied().records()).isEqualTo(2);
        assertThat(pulled.rejected()).isEqualTo(1);
        assertThat(rejected).singleElement().satisfies(letter -> {
            assertThat(new String(letter.raw(), StandardCharsets.UTF_8)).isEqualTo(bad);
            assertThat(letter.reason()).contains(reason);
            assertThat(letter.source()).isEqualTo("1/8001/2026-11-20");
        });
    }

    @Test
    void aRepeatedRecordCountsOnceAndAnotherOneOfTheSameNumberIsNotLost() {
        List<DeadLetter> rejected = new ArrayList<>();
        String call = "{\"flowNo\":5,\"start\":%d,\"fee\":0.10,\"holdTime\":3}".formatted(START);
        PulledWindow pulled = store(call + "," + call + "," + call.replace("0.10", "0.20"), rejected);
        assertThat(pulled.replied().records()).isEqualTo(1);
        assertThat(pulled.repeated()).isEqualTo(1);
        assertThat(pulled.replied().fee()).isEqualByComparingTo("0.1");
        assertThat(pulled.replied().holdTime()).isEqualTo(3);
        assertThat(store.ask("SELECT count(), sum(fee) FROM cdr FINAL")).isEqualTo("1\t0.1");
        assertThat(rejected).singleElement().satisfies(letter -> assertThat(letter.reason())
                .contains("flowNo: stands twice"));
    }

    @Test
    void manyNumbersAreToldApart() {
        String calls = IntStream.rangeClosed(1, 30_000)
                .mapToObj(i -> "{\"flowNo\":%d,\"start\":%d}".formatted(i % 20_000 + 1, START))
                .collect(Collectors.joining(","));
        PulledWindow pulled = store(calls);
        assertThat(pulled.replied().records()).isEqualTo(20_000);
        assertThat(pulled.repeated()).isEqualTo(10_000);
        assertThat(store.ask("SELECT count() FROM cdr")).isEqualTo("20000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-19T15:59:59.999Z", "2026-11-20T16:00:00Z"})
    void aCallThatBeganOnAnotherDayIsStoredUnderItsOwnAndTold(String start) {
        PulledWindow pulled = store(
                "{\"flowNo\":5,\"start\":%d}".formatted(Instant.parse(start).toEpochMilli()));
        assertThat(pulled.otherDays()).isEqualTo(1);
        assertThat(row().get("day").textValue())
                .isEqualTo(start.startsWith("2026-11-19") ? "2026-11-19" : "2026-11-21");
    }

    @Test
    void aBatchEndsAtItsNumberOfRowsOrWhenItsDeadLettersFillItsMemory() {
        String small = "{\"flowNo\":%d,\"start\":%d}";
        assertThat(batches(IntStream.rangeClosed(1, 250)
                        .mapToObj(i -> small.formatted(i, START))
                        .collect(Collectors.joining(","))))
                .containsExactly(100, 100, 50, 0);
        // A twentieth of the heap that the room was told of.
        String large = "{\"flowNo\":\"%d\",\"accountName\":\"" + noise(600_000) + "\"}";
        assertThat(batches(
                        IntStream.rangeClosed(1, 5).mapToObj(large::formatted).collect(Collectors.joining(","))))
                .containsExactly(3, 2, 0);
    }

    @Test
    void aReplyThatBreaksOffFailsOnce() {
        String body = "{\"retCode\":0,\"infoCdrs\":[{\"flowNo\":1,\"start\":" + START + "},{\"flo";
        CdrReply reply = pull().reply(
                        new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), 100, Samples.room(), () -> {});
        assertThatThrownBy(reply::next).isInstanceOf(VosException.class);
        assertThat(reply.hasNext()).isFalse();
    }

    @Test
    @Timeout(30)
    void whatIsBeingStoredStaysWholeWhenTheRestOfTheReplyBreaksOff() throws Exception {
        String large = "{\"flowNo\":1,\"start\":%d,\"accountName\":\"%s\"}".formatted(START, noise(3_000_000));
        String body = "{\"retCode\":0,\"infoCdrs\":[" + large + ",{\"flo";
        var ended = new CountDownLatch(1);
        CdrReply reply = pull().reply(
                        new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
                        1,
                        Samples.room(),
                        ended::countDown);
        CdrBatch batch = reply.next();
        ended.await();
        assertThat(batch.body().inMemory()).isFalse();
        store.insertLz4("INSERT INTO cdr FORMAT Native", batch.body());
        assertThat(store.ask("SELECT length(account_name) FROM cdr")).isEqualTo("3000000");
        assertThat(reply.hasNext()).isTrue();
        assertThatThrownBy(reply::next).isInstanceOf(VosException.class);
        batch.body().reset();
        assertThatThrownBy(() -> batch.body().readAllBytes()).isInstanceOf(ClosedChannelException.class);
    }

    /** A split of Camel asks whether there is more before it deals with what it has. */
    @Test
    @Timeout(30)
    void aBatchIsStoredWhileTheNextOneIsStillOnItsWay() throws Exception {
        try (var rest = new PipedOutputStream();
                var body = new SequenceInputStream(
                        new ByteArrayInputStream(("{\"retCode\":0,\"infoCdrs\":[" + call(1) + "," + call(2) + ",")
                                .getBytes(StandardCharsets.UTF_8)),
                        new PipedInputStream(rest))) {
            CdrReply reply = pull().reply(body, 2, Samples.room(), () -> {});
            assertThat(reply.next().rows()).isEqualTo(2);
            assertThat(reply.hasNext()).isTrue();
            rest.write((call(3) + "," + call(4) + "]}").getBytes(StandardCharsets.UTF_8));
            rest.close();
            assertThat(reply.next().rows()).isEqualTo(2);
            // That nothing comes after a full batch, it can only tell when it has looked.
            assertThat(reply).toIterable().allMatch(CdrBatch::isEmpty).hasSizeBetween(1, 2);
        }
    }

    private static String call(int flowNo) {
        return "{\"flowNo\":%d,\"start\":%d}".formatted(flowNo, START);
    }

    /** What no compression makes much smaller. */
    private static String noise(int length) {
        byte[] bytes = new byte[length * 3 / 4];
        new Random(length).nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static List<Integer> batches(String records) {
        List<Integer> rows = new ArrayList<>();
        pull().reply(Samples.reply(records), 100, Samples.room(), () -> {})
                .forEachRemaining(
                        batch -> rows.add(batch.rows() + batch.rejected().size()));
        return rows;
    }

    private PulledWindow store(String records) {
        List<DeadLetter> rejected = new ArrayList<>();
        PulledWindow pulled = store(records, rejected);
        assertThat(rejected).isEmpty();
        return pulled;
    }

    private PulledWindow store(String records, List<DeadLetter> rejected) {
        WindowPull pull = pull();
        pull.reply(Samples.reply(records), 100, Samples.room(), () -> {}).forEachRemaining(batch -> {
            rejected.addAll(batch.rejected());
            if (batch.rows() > 0) {
                store.insertLz4("INSERT INTO cdr FORMAT Native", batch.body());
            }
        });
        return pull.of(WINDOW);
    }

    private static WindowPull pull() {
        return Samples.pull(Samples.run("2026-11-20T12:00:00Z"), WINDOW);
    }

    private JsonNode row() {
        List<JsonNode> rows = store.rows("SELECT * EXCEPT (start_time, stop_time),"
                + " toUnixTimestamp64Milli(start_time) AS start_time,"
                + " toUnixTimestamp64Milli(stop_time) AS stop_time FROM cdr FINAL");
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }
}
