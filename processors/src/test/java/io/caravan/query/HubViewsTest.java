package io.caravan.query;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import io.caravan.testing.BehaviorHub;
import io.caravan.testing.Problems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The views of the project, asked of a hub as clients ask it. */
class HubViewsTest {

    @Test
    void aHubAnswersQuestionsAboutItsOwnTables() {
        try (var hub = new BehaviorHub()) {
            hub.process().start().awaitReady();
            JsonNode views = hub.process().getJson("/api/v1/query").path("views");
            assertThat(views).extracting(view -> view.path("name").textValue()).containsExactly("behaviors", "calls");
            for (String user : new String[] {"u1", "u2", "u1"}) {
                post(hub, user);
            }

            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(ask(
                                    hub,
                                    "behaviors",
                                    "{\"groupBy\":[\"user\"],\"aggregate\":{\"events\":{\"count\":\"*\"}},\"orderBy\":[\"user\"]}")
                            .path("rows")
                            .toString())
                    .isEqualTo("[{\"user\":\"u1\",\"events\":2},{\"user\":\"u2\",\"events\":1}]"));
            assertThat(ask(hub, "calls", "{\"aggregate\":{\"calls\":{\"count\":\"*\"}}}")
                            .at("/rows/0/calls")
                            .longValue())
                    .isZero();
            HttpResponse<String> wrong = hub.process().post("/api/v1/query/calls", "{\"select\":[\"acount\"]}");
            assertThat(wrong.statusCode()).isEqualTo(400);
            assertThat(wrong.body()).contains("did you mean account?");
        }
    }

    private static void post(BehaviorHub hub, String user) {
        String event = "{\"tenant_id\":\"shop\",\"scenario_id\":\"home\",\"user_id\":\"" + user
                + "\",\"item_id\":\"i\",\"action_type\":\"view\",\"timestamp\":"
                + Instant.now().toEpochMilli() + ",\"event_id\":\"" + UUID.randomUUID() + "\"}";
        assertThat(hub.process().post("/api/v1/behaviors", event).statusCode()).isEqualTo(202);
    }

    private static JsonNode ask(BehaviorHub hub, String view, String question) {
        HttpResponse<String> reply = hub.process().post("/api/v1/query/" + view, question);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return Problems.json(reply.body());
    }
}
