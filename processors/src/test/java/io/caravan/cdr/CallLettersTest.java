package io.caravan.cdr;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.testing.LetterClient;
import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Call records that could not be stored are listed once each, and after a fix they are stored as their pull would have. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CallLettersTest {

    private static final long NOON = LocalDate.now(ZoneOffset.UTC)
            .atTime(0, 0, 1)
            .toInstant(ZoneOffset.UTC)
            .toEpochMilli();
    private static final LocalDate TODAY = LocalDate.ofInstant(Instant.ofEpochMilli(NOON), ZoneOffset.UTC);
    private static final LocalDate OLD = TODAY.minusMonths(14).withDayOfMonth(7);
    private static final String BAD = call(2, "\"dear\"");

    private ScriptedNode node;
    private CdrHub hub;
    private LetterClient letters;
    private Path folder;

    @BeforeAll
    void start(@TempDir Path home) throws IOException {
        node = new ScriptedNode(reply(call(1, "1.5"), BAD));
        folder = home.resolve("drop/cdr");
        hub = new CdrHub(home).node("scripted", node.baseUrl(), "UTC");
        hub.process
                .set("caravan.cdr.pull.refresh", "PT1S")
                .set("caravan.cdr.pull.days-back", "0")
                .set("caravan.cdr.statistics.pause", "PT1S")
                .set("caravan.cdr.files.folder", "drop/cdr")
                .set("caravan.cdr.files.poll-millis", "300");
        hub.start().process.awaitReady();
        letters = new LetterClient(hub.process);
    }

    @AfterAll
    void stop() {
        hub.close();
        node.close();
    }

    private static String call(long flowNo, String fee) {
        return "{\"flowNo\":%d,\"start\":%d,\"account\":\"8001\",\"fee\":%s,\"holdTime\":60}"
                .formatted(flowNo, NOON, fee);
    }

    private static String reply(String... calls) {
        return "{\"retCode\":0,\"infoCdrs\":[" + String.join(",", calls) + "]}";
    }

    @Test
    @Order(1)
    void aBadRecordThatEveryPullFindsAgainIsOneLetter() {
        JsonNode letter = letters.await(
                        "stream=cdr",
                        found -> found.size() == 1 && found.get(0).path("times").intValue() >= 3)
                .get(0);
        assertThat(letter.path("reason").textValue()).isEqualTo("bad_field");
        assertThat(letter.path("source").textValue()).isEqualTo("1/8001/" + TODAY);
        assertThat(letters.one(letter.path("id").textValue()).path("text").textValue())
                .isEqualTo(BAD);

        JsonNode reply = letters.tell("resend", "{\"filter\":{\"stream\":\"cdr\"}}");
        assertThat(LetterClient.outcomes(reply)).isEqualTo(Map.of("rejected", 1));
        assertThat(reply.at("/letters/0/detail").textValue()).isEqualTo("fee: a number is wanted");
        assertThat(letters.tell("discard", "{\"filter\":{\"stream\":\"cdr\"}}")
                        .at("/outcomes/discarded")
                        .intValue())
                .isEqualTo(1);
        node.reply(reply(call(1, "1.5")));
    }

    @Test
    @Order(2)
    void aLineOfAFileIsStoredOnceTheMonthIsKept() throws IOException {
        long start = OLD.atTime(12, 0).toInstant(ZoneOffset.UTC).toEpochMilli();
        String line = "{\"flowNo\":77,\"start\":%d,\"account\":\"8001\",\"fee\":2.25,\"holdTime\":30}".formatted(start);
        drop("old.jsonl", line + "\nno JSON\n");
        List<JsonNode> found = letters.await("source=file", all -> all.size() == 2);
        assertThat(found)
                .extracting(letter -> letter.path("reason").textValue())
                .containsExactlyInAnyOrder("not_kept", "malformed");

        hub.process.set("caravan.cdr.retention.months", "0").stop();
        hub.process.start().awaitReady();
        for (int i = 0; i < 2; i++) {
            assertThat(LetterClient.outcomes(letters.tell("resend", "{\"filter\":{\"source\":\"file\"}}")))
                    .isEqualTo(i == 0 ? Map.of("rejected", 1, "resent", 1) : Map.of("rejected", 1));
        }
        assertThat(hub.sql.lines("SELECT raw FROM cdr WHERE flow_no = 77 FORMAT TSVRaw"))
                .containsExactly(line);
        awaitStatistics(OLD, 1, "2.25");
    }

    @Test
    @Order(3)
    void aRecordThatCanBeUsedNowIsStoredUnderTheVersionOfItsPull() {
        long pulled = hub.sql.number("SELECT max(version) FROM cdr WHERE flow_no = 1");
        // As a hub wrote them that could not read such records yet.
        write(call(3, "4"), pulled);
        write(call(1, "9"), pulled - 1);
        letters.await("stream=cdr&state=new&reason=bad_field", found -> found.size() == 2);

        assertThat(LetterClient.outcomes(letters.tell("resend", "{\"filter\":{\"reason\":\"bad_field\"}}")))
                .isEqualTo(Map.of("resent", 1, "rejected", 1));
        letters.await("reason=conflicting", found -> found.size() == 1);
        awaitStatistics(TODAY, 2, "5.5");

        hub.sql.ask("TRUNCATE TABLE dead_letter_marks");
        assertThat(LetterClient.outcomes(letters.tell("resend", "{\"filter\":{\"source\":\"1/8001/" + TODAY + "\"}}")))
                .isEqualTo(Map.of("already_stored", 1, "rejected", 2));
        assertThat(hub.sql.number("SELECT count() FROM cdr WHERE flow_no = 3")).isEqualTo(1);
        awaitStatistics(TODAY, 2, "5.5");
    }

    @Test
    @Order(4)
    void aNewerVersionOfThePullReplacesTheOlderOneAndStaysWhenTheOlderOneIsSentAgain() {
        long pulled = hub.sql.number("SELECT max(version) FROM cdr WHERE flow_no = 1");
        write(call(5, "1"), pulled + 1);
        write(call(5, "2"), pulled + 2);
        letters.await("stream=cdr&state=new&reason=bad_field", found -> found.size() == 3);
        hub.sql.ask("ALTER TABLE cdr ADD CONSTRAINT closed CHECK flow_no != 5");
        assertThat(LetterClient.outcomes(letters.tell("resend", "{\"filter\":{\"reason\":\"bad_field\"}}")))
                .containsEntry("rejected", 3);
        letters.await("reason=refused_by_store", found -> found.size() == 2);

        hub.sql.ask("ALTER TABLE cdr DROP CONSTRAINT closed");
        assertThat(LetterClient.outcomes(letters.tell("resend", "{\"filter\":{\"reason\":\"refused_by_store\"}}")))
                .isEqualTo(Map.of("resent", 2));
        assertThat(hub.sql.lines("SELECT fee FROM cdr_current WHERE flow_no = 5"))
                .containsExactly("2");
        awaitStatistics(TODAY, 3, "7.5");
    }

    private void write(String raw, long version) {
        String facts = "{\"node\":\"1\",\"version\":\"%d\",\"account\":\"8001\",\"from\":\"%s\",\"to\":\"%s\"}"
                .formatted(version, TODAY, TODAY);
        var message = new ProducerRecord<byte[], byte[]>(hub.deadLetters, raw.getBytes(StandardCharsets.UTF_8));
        Map.of(
                        "caravan-reason", "fee: a number is wanted",
                        "caravan-code", "bad_field",
                        "caravan-stream", "cdr",
                        "caravan-source", "1/8001/" + TODAY,
                        "caravan-facts", facts)
                .forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        Map<String, Object> client = Map.of("bootstrap.servers", TestServers.kafka());
        try (var producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(message);
        }
    }

    private void drop(String name, String content) throws IOException {
        Path part = Files.createDirectories(folder.resolve("1")).resolve(name + ".part");
        Files.writeString(part, content);
        Files.move(part, part.resolveSibling(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private void awaitStatistics(LocalDate day, long calls, String fee) {
        await("statistics of " + day).atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(hub.sql.lines(
                        "SELECT sum(calls), sum(fee) FROM cdr_days WHERE node_id = 1 AND day = '" + day + "'"))
                .containsExactly(calls + "\t" + fee));
    }
}
