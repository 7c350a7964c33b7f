package io.caravan.hub;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.testing.BehaviorHub;
import io.caravan.testing.EventMaker;
import io.caravan.testing.KafkaTopic;
import io.caravan.testing.Problems;
import io.caravan.testing.TestServers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What operators see of a hub that logs for machines: lines, metrics, health, and what an own route leaves behind. */
class LogsAndMetricsTest {

    private static final String POISON = """
            - route:
                id: poison
                group: behavior
                routeConfigurationId: hub-errors
                from:
                  uri: kafka:%s
                  parameters:
                    groupId: %s-poison
                  steps:
                    - log: {loggingLevel: WARN, message: a poisonous record}
                    - throwException:
                        exceptionType: io.caravan.hub.deadletter.UnusableException
                        message: nobody can use this
            """;

    @TempDir
    private static Path home;

    private static BehaviorHub hub;
    private static KafkaTopic poison;

    @BeforeAll
    static void start() throws IOException {
        copyProject();
        hub = new BehaviorHub(home, TestServers.clickhouse(), TestServers.kafka());
        poison = new KafkaTopic(TestServers.kafka(), hub.events().name() + "-poison").create();
        Files.writeString(
                home.resolve("routes/behavior/poison.camel.yaml"), POISON.formatted(poison.name(), poison.name()));
        hub.process().set("caravan.log.format", "json").start().awaitReady();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void anUnusableMessageGoesToTheDeadLettersOfItsStreamWithItsOrigin() {
        poison.send(0, "left as it was".getBytes(UTF_8));

        await("dead letter").atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        hub.deadLetters().records())
                .filteredOn(letter -> new String(letter.value(), UTF_8).equals("left as it was"))
                .singleElement()
                .satisfies(letter ->
                        assertThat(KafkaTopic.header(letter, "caravan-reason")).isEqualTo("nobody can use this")));
        assertThat(logLines())
                .filteredOn(line -> line.path("formattedMessage").asText().equals("a poisonous record"))
                .first()
                .satisfies(line -> {
                    assertThat(line.path("level").textValue()).isEqualTo("WARN");
                    JsonNode origin = line.path("mdc");
                    assertThat(origin.path("stream").asText()).isEqualTo("behavior");
                    assertThat(origin.path("camel.routeId").asText()).isEqualTo("poison");
                    assertThat(origin.path("kafka.TOPIC").asText()).isEqualTo(poison.name());
                    assertThat(origin.path("kafka.PARTITION").asText()).isEqualTo("0");
                    assertThat(origin.path("kafka.OFFSET").asText()).isEqualTo("0");
                });
    }

    @Test
    void everyLineIsAJsonObjectAndHoldsNoSecret() {
        hub.process().post("/api/v1/behaviors", "[{}]");

        assertThat(logLines()).isNotEmpty().allSatisfy(line -> assertThat(line.isObject())
                .isTrue());
        assertThat(hub.process().output())
                .doesNotContain("\"" + TestServers.clickhouse().password() + "\"");
    }

    @Test
    void whatIsAcceptedIsStoredOrKept() {
        double acceptedBefore = metric("caravan_behavior_accepted_events_total");
        double storedBefore = metric("caravan_behavior_stored_events_total");
        double unknownBefore = metric("caravan_behavior_rejected_events_total.*unknown_action.*");
        double missingBefore = metric("caravan_behavior_rejected_events_total.*missing_tenant.*");
        double keptBefore = metric(
                "caravan_dead_letters_records_total.*" + hub.deadLetters().name() + ".*");

        String good = EventMaker.array(new EventMaker(1, "metric", Instant.now()).make(40));
        String noAction = new EventMaker(2, "none", Instant.now())
                .make(1)
                .get(0)
                .json()
                .replaceAll("\"action_type\":\"[a-z]+\"", "\"action_type\":\"dance\"");
        String body = good.substring(0, good.length() - 1) + "," + noAction + ",{},{}]";
        assertThat(hub.process().post("/api/v1/behaviors", body).statusCode()).isEqualTo(202);
        await("at rest").atMost(Duration.ofSeconds(60)).until(hub::done);

        assertThat(metric("caravan_behavior_accepted_events_total") - acceptedBefore)
                .isEqualTo(40);
        assertThat(metric("caravan_behavior_stored_events_total") - storedBefore)
                .isEqualTo(40);
        assertThat(metric("caravan_behavior_rejected_events_total.*unknown_action.*") - unknownBefore)
                .isEqualTo(1);
        assertThat(metric("caravan_behavior_rejected_events_total.*missing_tenant.*") - missingBefore)
                .isEqualTo(2);
        assertThat(metric("caravan_dead_letters_records_total.*"
                                + hub.deadLetters().name() + ".*")
                        - keptBefore)
                .isEqualTo(3);
    }

    @Test
    void healthAndInformationTellNoSecrets() {
        for (String path : List.of(
                "/observe/health",
                "/observe/health/live",
                "/observe/health/ready",
                "/observe/info",
                "/observe/metrics")) {
            var reply = hub.process()
                    .send(HttpRequest.newBuilder(hub.process().management(path)).build());
            assertThat(reply.statusCode()).as(path).isEqualTo(200);
            assertThat(reply.body())
                    .as(path)
                    .doesNotContain(TestServers.clickhouse().password());
        }
        assertThat(BehaviorHub.down(hub.process().health("ready"))).isEmpty();
    }

    private static double metric(String pattern) {
        return hub.process().metric(pattern);
    }

    private static List<JsonNode> logLines() {
        return hub.process().output().lines().map(Problems::json).toList();
    }

    private static void copyProject() throws IOException {
        for (String folder : List.of("routes", "kamelets", "config", "sql")) {
            try (Stream<Path> files = Files.walk(TestServers.home().resolve(folder))) {
                for (Path file : files.toList()) {
                    Files.copy(file, home.resolve(TestServers.home().relativize(file)));
                }
            }
        }
    }
}
