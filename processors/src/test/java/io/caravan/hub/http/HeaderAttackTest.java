package io.caravan.hub.http;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.main.Main;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.caravan.embedded.FreePorts;
import io.caravan.testing.BehaviorHub;
import io.caravan.testing.KafkaTopic;
import io.caravan.testing.Problems;
import io.caravan.testing.TestServers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Clients that try to steer Camel by headers and query parameters; see CVE-2026-49098. */
class HeaderAttackTest {

    private static BehaviorHub hub;

    @BeforeAll
    static void start() {
        hub = new BehaviorHub();
        hub.process().start().awaitReady();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void noHeaderOrParameterMovesARecordToAnotherTopic() {
        var other = new KafkaTopic(TestServers.kafka(), "attack-" + UUID.randomUUID()).create();
        List<String> headers = List.of(
                "kafka.OVERRIDE_TOPIC",
                "KAFKA.OVERRIDE_TOPIC",
                "kafka.override_topic",
                "CamelKafkaOverrideTopic",
                "camelkafkaoverridetopic",
                "CAMELKAFKAOVERRIDETOPIC");
        for (String header : headers) {
            assertThat(post("", header, other.name(), "header-" + header).statusCode())
                    .isEqualTo(202);
            assertThat(post("?" + header + "=" + other.name(), "X-None", "x", "query-" + header)
                            .statusCode())
                    .isEqualTo(202);
        }

        assertThat(ids(hub.events()))
                .containsAll(headers.stream().map(h -> "header-" + h).toList())
                .containsAll(headers.stream().map(h -> "query-" + h).toList());
        assertThat(other.records()).isEmpty();
    }

    @Test
    void noHeaderChoosesTheKey() {
        for (String header :
                List.of("kafka.PARTITION_KEY", "CamelKafkaPartitionKey", "kafka.KEY", "CamelKafkaKey", "KAFKA.KEY")) {
            assertThat(post("?" + header + "=3", header, "3", "key-" + header).statusCode())
                    .isEqualTo(202);
        }

        assertThat(hub.events().records())
                .extracting(record -> new String(record.key(), UTF_8))
                .containsOnly("u");
    }

    private static List<String> ids(KafkaTopic topic) {
        return topic.records().stream()
                .map(record -> Problems.json(new String(record.value(), UTF_8))
                        .path("event_id")
                        .textValue())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CamelHttpResponseCode",
                "camelhttpresponsecode",
                "CAMELHTTPRESPONSECODE",
                "CamelHttpResponseText"
            })
    void noHeaderChangesTheReply(String header) {
        HttpResponse<String> accepted = post("?" + header + "=299", header, "299", "reply-" + UUID.randomUUID());
        assertThat(accepted.statusCode()).isEqualTo(202);

        HttpResponse<String> refused = hub.process()
                .send(HttpRequest.newBuilder(hub.process().api("/api/v1/behaviors?" + header + "=200"))
                        .header("Content-Type", "application/json")
                        .header(header, "200")
                        .POST(BodyPublishers.ofString("{}"))
                        .build());
        assertThat(refused.statusCode()).isEqualTo(422);
    }

    /** Without this the other tests would prove nothing. */
    @Test
    void theAttackSucceedsWithoutTheFilterAndFailsWithIt() throws Exception {
        assertThat(topicReachedByAttack(null)).isEqualTo("attacked");
        assertThat(topicReachedByAttack(new HubHeaderFilter())).isEqualTo("meant");
    }

    /** A small route from HTTP to Kafka; tells where the record went. */
    private static String topicReachedByAttack(HeaderFilterStrategy filter) throws Exception {
        String mark = UUID.randomUUID().toString();
        var meant = new KafkaTopic(TestServers.kafka(), "meant-" + mark).create();
        var attacked = new KafkaTopic(TestServers.kafka(), "attacked-" + mark).create();
        int port = FreePorts.one();
        var main = new Main();
        main.addInitialProperty("camel.server.enabled", "true");
        main.addInitialProperty("camel.server.host", "127.0.0.1");
        main.addInitialProperty("camel.server.port", String.valueOf(port));
        main.addInitialProperty("camel.component.kafka.brokers", TestServers.kafka());
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                if (filter != null) {
                    getContext()
                            .getComponent("platform-http", PlatformHttpComponent.class)
                            .setHeaderFilterStrategy(filter);
                }
                from("platform-http:/in").to("kafka:" + meant.name());
            }
        });
        main.start();
        try {
            HttpRequest attack = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/in"))
                    .header("kafka.OVERRIDE_TOPIC", attacked.name())
                    .POST(BodyPublishers.ofString("record"))
                    .build();
            assertThat(hub.process().send(attack).statusCode()).isLessThan(300);
        } finally {
            main.stop();
        }
        assertThat(attacked.records().size() + meant.records().size()).isEqualTo(1);
        return attacked.records().isEmpty() ? "meant" : "attacked";
    }

    private static HttpResponse<String> post(String query, String header, String value, String id) {
        String event = """
                {"event_id":"%s","tenant_id":"t","scenario_id":"s","user_id":"u","item_id":"i","action_type":"click"}""".formatted(id);
        return hub.process()
                .send(HttpRequest.newBuilder(hub.process().api("/api/v1/behaviors" + query))
                        .header("Content-Type", "application/json")
                        .header(header, value)
                        .POST(BodyPublishers.ofString(event))
                        .build());
    }
}
