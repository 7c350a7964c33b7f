package io.caravan.behavior;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import io.caravan.testing.AlertRules;
import io.caravan.testing.BehaviorHub;
import io.caravan.testing.CaravanProcess;
import io.caravan.testing.LetterClient;
import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Events that could not be used are listed once each, and after a fix they are stored once, however often they are sent. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EventLettersTest {

    private static final int TELEPORTS = 25;
    private static final byte[] NO_UTF8 = {'{', '"', 'a', '"', ':', '"', (byte) 0xFF, (byte) 0xFE, '"', '}'};
    private static final long NOW = Instant.now().toEpochMilli();

    private static BehaviorHub hub;
    private static LetterClient letters;

    @BeforeAll
    static void start() {
        hub = new BehaviorHub();
        // The store recognises nothing by itself: what is stored once is so by the letters' own guard.
        hub.process()
                .set("caravan.behavior.store.duplicate-records", "0")
                .start()
                .awaitReady();
        letters = new LetterClient(hub.process());
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static String event(String id, String action, String device) {
        return """
                {"event_id":"%s","tenant_id":"t","scenario_id":"s","user_id":"user-%s","item_id":"i","action_type":"%s",\
                "timestamp":%d,"context":{"device_type":"%s"}}""".formatted(id, id, action, NOW, device);
    }

    private static List<String> teleports() {
        return IntStream.range(0, TELEPORTS)
                .mapToObj(i -> event("teleport-" + i, "teleport", "pc"))
                .toList();
    }

    @Test
    @Order(1)
    void eachIsListedOnceWithItsReasonHoweverOftenItComes() {
        hub.sql().ask("ALTER TABLE user_behaviors ADD CONSTRAINT known CHECK device_type != 'toaster'");
        String body = "[" + String.join(",", teleports()) + "," + event("good", "click", "pc") + "]";
        for (int i = 0; i < 3; i++) {
            assertThat(hub.process().post("/api/v1/behaviors", body).statusCode())
                    .isEqualTo(202);
        }
        hub.process()
                .send(HttpRequest.newBuilder(hub.process().api("/api/v1/behaviors"))
                        .header("Content-Type", "application/x-ndjson")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(NO_UTF8))
                        .build());
        hub.events().send(1, NO_UTF8);
        hub.process().post("/api/v1/behaviors", event("toast", "click", "toaster"));

        List<JsonNode> all = letters.await("stream=behavior", found -> found.size() == TELEPORTS + 3);
        assertThat(all).extracting(letter -> letter.path("id").textValue()).doesNotHaveDuplicates();
        assertThat(all).extracting(letter -> letter.path("state").textValue()).containsOnly("new");
        await().untilAsserted(() -> assertThat(letters.all("reason=unknown_action", 7))
                .hasSize(TELEPORTS)
                .extracting(letter -> letter.path("times").intValue())
                .containsOnly(3));
        JsonNode line = only("reason=malformed_json");
        assertThat(line.path("source").textValue()).isEqualTo("http");
        assertThat(Base64.getDecoder().decode(line.path("base64").textValue())).isEqualTo(NO_UTF8);
        assertThat(line.path("text").isNull()).isTrue();
        JsonNode record = only("reason=no_event");
        assertThat(record.path("source").textValue()).startsWith(hub.events().name() + ":1:");
        assertThat(Base64.getDecoder().decode(record.path("base64").textValue()))
                .isEqualTo(NO_UTF8);
        JsonNode row = only("reason=refused_by_store");
        assertThat(row.path("detail").textValue()).contains("VIOLATED_CONSTRAINT");
        assertThat(row.path("text").textValue()).contains("\"toast\"");
        assertThat(hub.process()
                        .getJson(LetterClient.PATH + "/counts")
                        .path("letters")
                        .intValue())
                .isEqualTo(TELEPORTS + 3);
        await("the gauge, which is counted by schedule")
                .untilAsserted(() -> assertThat(hub.process().metric("caravan_dead_letters_letters"))
                        .isEqualTo(TELEPORTS + 3));
        assertThat(hub.process().get("/api/v1/behaviors/offsets").statusCode()).isEqualTo(200);
        AlertRules.assertReady("caravan-dead-letters", hub.process().metrics());
        AlertRules.assertReady("caravan-behavior-conservation", hub.process().metrics());
    }

    @Test
    @Order(2)
    void withoutAFixNothingChangesAndTheReplySaysWhy() {
        JsonNode reply = letters.tell("resend", "{\"filter\":{},\"by\":\"test\"}");
        assertThat(LetterClient.outcomes(reply)).isEqualTo(Map.of("rejected", TELEPORTS + 2, "resent", 1));
        assertThat(reply.path("letters"))
                .filteredOn(letter -> letter.path("outcome").asText().equals("rejected"))
                .extracting(letter -> letter.path("reason").textValue())
                .containsOnly("unknown_action", "malformed_json", "no_event");

        // The refused row was sent, refused once more, and is the same letter, which is new again.
        letters.await(
                "reason=refused_by_store&state=new",
                found -> found.size() == 1 && found.get(0).path("times").intValue() == 2);
        assertThat(letters.all("stream=behavior", 1000)).hasSize(TELEPORTS + 3);
        await().until(hub::done);
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    @Order(3)
    void afterAFixEachIsStoredOnceAndTheAggregatesAreRight() {
        hub.process()
                .set("caravan.behavior.intake.actions", "impression,click,teleport")
                .stop();
        hub.process().start().awaitReady();
        hub.sql().ask("ALTER TABLE user_behaviors DROP CONSTRAINT known");
        JsonNode dry = letters.tell("resend", "{\"filter\":{},\"dryRun\":true}");
        assertThat(LetterClient.outcomes(dry)).isEqualTo(Map.of("rejected", 2, "resent", TELEPORTS + 1));
        assertThat(letters.all("state=resent", 1000)).isEmpty();

        assertThat(LetterClient.outcomes(letters.tell("resend", "{\"filter\":{}}")))
                .isEqualTo(Map.of("rejected", 2, "resent", TELEPORTS + 1));
        awaitTruth();
        assertThat(hub.sql().lines("SELECT DISTINCT event_id FROM user_behaviors"))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                IntStream.range(0, TELEPORTS).mapToObj(i -> "teleport-" + i),
                                Stream.of("good", "toast"))
                        .toList());
    }

    @Test
    @Order(4)
    void sentTwiceItChangesNothing() {
        List<String> ids = letters.all("state=resent", 1000).stream()
                .map(letter -> letter.path("id").textValue())
                .toList();
        assertThat(ids).hasSize(TELEPORTS + 1);
        String body = "{\"ids\":[\"" + String.join("\",\"", ids) + "\"]}";
        assertThat(LetterClient.outcomes(letters.tell("resend", body)))
                .isEqualTo(Map.of("already_resent", TELEPORTS + 1));
        assertTruth();

        // What a hub forgets that is killed after it has sent, and before it has written that down.
        hub.sql().ask("TRUNCATE TABLE dead_letter_marks");
        assertThat(LetterClient.outcomes(letters.tell("resend", body)))
                .isEqualTo(Map.of("already_stored", TELEPORTS + 1));
        assertTruth();
    }

    @Test
    @Order(5)
    void severalOperatorsAtOnceStoreItOnce() {
        hub.process().post("/api/v1/behaviors", event("late", "warp", "pc"));
        String id = letters.await("reason=unknown_action&state=new", found -> found.size() == 1)
                .get(0)
                .path("id")
                .textValue();
        hub.process()
                .set("caravan.behavior.intake.actions", "impression,click,teleport,warp")
                .stop();
        hub.process().start().awaitReady();
        long before = sent();

        List<CompletableFuture<JsonNode>> operators = IntStream.range(0, 8)
                .mapToObj(
                        i -> CompletableFuture.supplyAsync(() -> letters.tell("resend", "{\"ids\":[\"" + id + "\"]}")))
                .toList();
        assertThat(operators).allSatisfy(reply -> assertThat(LetterClient.outcomes(reply.join()))
                .containsAnyOf(Map.entry("resent", 1), Map.entry("already_stored", 1), Map.entry("already_resent", 1)));

        assertThat(sent()).isGreaterThan(before);
        await().atMost(Duration.ofSeconds(60)).until(hub::done);
        assertThat(hub.sql().number("SELECT count() FROM user_behaviors WHERE event_id = 'late'"))
                .isEqualTo(1);
        assertThat(hub.sql().number("SELECT sum(events) FROM behavior_action_hour WHERE action_type = 'warp'"))
                .isEqualTo(1);
    }

    @Test
    @Order(6)
    void whatIsDiscardedIsNotSentAndStaysSoWhenItComesAgain() {
        assertThat(LetterClient.outcomes(
                        letters.tell("discard", "{\"filter\":{\"reason\":\"malformed_json\"},\"by\":\"ann\"}")))
                .isEqualTo(Map.of("discarded", 1));
        JsonNode letter = only("reason=malformed_json");
        assertThat(letter.path("state").textValue()).isEqualTo("discarded");
        assertThat(letter.path("markedBy").textValue()).isEqualTo("ann");
        String body = "{\"ids\":[\"" + letter.path("id").textValue() + "\",\"" + "0".repeat(32) + "\"]}";
        assertThat(LetterClient.outcomes(letters.tell("resend", body)))
                .isEqualTo(Map.of("discarded", 1, "not_found", 1));

        hub.process()
                .send(HttpRequest.newBuilder(hub.process().api("/api/v1/behaviors"))
                        .header("Content-Type", "application/x-ndjson")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(NO_UTF8))
                        .build());
        letters.await(
                "reason=malformed_json&state=discarded",
                found -> found.size() == 1 && found.get(0).path("times").intValue() == 2);
    }

    @Test
    @Order(7)
    void theCommandDoesTheSame() {
        hub.process().post("/api/v1/behaviors", event("typed", "beam", "pc"));
        JsonNode letter = letters.await("reason=unknown_action&state=new", found -> found.size() == 1)
                .get(0);
        String id = letter.path("id").textValue();

        assertThat(replay("list", "--state", "new", "--reason", "unknown_action"))
                .startsWith("0 ID ")
                .contains(id, "unknown_action", letter.path("detail").textValue());
        assertThat(replay("show", id)).contains("text: " + event("typed", "beam", "pc"));
        assertThat(replay("counts", "--json", "--state", "new")).contains("\"reason\":\"no_event\"");
        assertThat(replay("resend", "--reason", "unknown_action"))
                .startsWith("2 this means 1 letter: --yes says that it is right");
        assertThat(replay("resend", "--reason", "unknown_action", "--yes"))
                .startsWith("1 " + id + " rejected: unknown_action: ")
                .endsWith("1 rejected");
        assertThat(replay("resend", "--reason", "unknown_action", "--dry-run")).endsWith("It would be: 1 rejected");
        assertThat(replay("discard", id)).isEqualTo("0 1 discarded");
        assertThat(letters.one(id).path("markedBy").textValue()).isEqualTo(System.getProperty("user.name"));
        assertThat(replay("list", "--state", "gone")).startsWith("2 ").contains("state: one of new, resent, discarded");
        assertThat(replay("resend", id, "--state", "new")).startsWith("2 ids say which");
        assertThat(replay()).startsWith("2 what is wanted");
    }

    /** Exit code and output. */
    private static String replay(String... arguments) {
        List<String> command = Stream.concat(
                        Stream.of("replay", "--url", hub.process().api("").toString()), Stream.of(arguments))
                .toList();
        try (var process = CaravanProcess.start(TestServers.home(), Map.of(), false, command.toArray(String[]::new))) {
            return process.awaitExit() + " " + process.output().strip();
        }
    }

    private static JsonNode only(String query) {
        List<JsonNode> found = letters.all(query, 10);
        assertThat(found).as(query).hasSize(1);
        return letters.one(found.get(0).path("id").textValue());
    }

    /** Rows as they stand, duplicates too. */
    private static long stored() {
        return hub.sql().number("SELECT uniqExact(event_id) FROM user_behaviors");
    }

    private static long sent() {
        return hub.events().ends().values().stream().mapToLong(Long::longValue).sum();
    }

    private static void awaitTruth() {
        await().atMost(Duration.ofSeconds(60)).until(() -> hub.done() && stored() == TELEPORTS + 2);
        assertTruth();
    }

    private static void assertTruth() {
        await().atMost(Duration.ofSeconds(60)).until(hub::done);
        assertThat(hub.sql().number("SELECT count() FROM user_behaviors WHERE event_id != 'good'"))
                .isEqualTo(TELEPORTS + 1);
        assertThat(hub.sql().number("SELECT sum(events) FROM behavior_action_hour WHERE action_type = 'teleport'"))
                .isEqualTo(TELEPORTS);
        assertThat(hub.sql()
                        .number("SELECT uniqCombined64Merge(users) FROM behavior_action_hour"
                                + " WHERE action_type = 'teleport'"))
                .isEqualTo(TELEPORTS);
        assertThat(hub.sql().number("SELECT sum(events) FROM behavior_user_day WHERE user_id = 'user-toast'"))
                .isEqualTo(1);
    }
}
