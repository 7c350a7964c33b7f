package io.caravan.hub.http;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.caravan.testing.BehaviorHub;
import io.caravan.testing.Problems;

import static io.caravan.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Who may see GET /api/v1/hub/routes. */
class AdminGateTest {

    private static final String PATH = "/api/v1/hub/routes";
    private static final String KEY = "kennwort-4711";

    private static BehaviorHub hub;

    @BeforeAll
    static void start() {
        hub = new BehaviorHub();
        hub.process().environment("CARAVAN_HUB_ADMIN_KEY", KEY).start().awaitReady();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void theRoutesAreListedForWhoKnowsTheKey() {
        HttpResponse<String> reply = ask(KEY);

        assertThat(reply.statusCode()).isEqualTo(200);
        JsonNode status = Problems.json(reply.body());
        assertThat(status.path("routes").findValuesAsText("id"))
                .contains("behavior-intake", "behavior-store", "cdr-pull", "hub-routes");
    }

    @Test
    void withoutTheKeyNothingIsTold() {
        for (HttpResponse<String> reply : new HttpResponse[] {hub.process().get(PATH), ask("wrong"), ask(KEY + " x")}) {
            assertProblem(reply, 401, "admin-key");
            assertThat(reply.body()).doesNotContain(KEY, "behavior-intake");
        }
        assertThat(hub.process().get(PATH + "?X-Api-Key=" + KEY).statusCode())
                .as("a key in the address would end up in logs")
                .isEqualTo(401);
    }

    @Test
    void theKeyIsNeverPrinted() {
        ask(KEY);
        assertThat(hub.process().output()).doesNotContain(KEY);
        assertThat(hub.process().health("ready").body()).doesNotContain(KEY);
    }

    @Test
    void withoutAnyKeyOnlyThisMachineIsLetIn() {
        assertThatCode(() -> new AdminGate("", ApiKeys::none, "127.0.0.1").check((String) null))
                .doesNotThrowAnyException();
        assertThatCode(() -> new AdminGate("", ApiKeys::none, "localhost").check((String) null))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> new AdminGate("", ApiKeys::none, "0.0.0.0").check((String) null))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> new AdminGate("", ApiKeys::none, "0.0.0.0").check(""))
                .isInstanceOf(ProblemException.class);
    }

    private static HttpResponse<String> ask(String key) {
        return hub.process()
                .send(HttpRequest.newBuilder(hub.process().api(PATH))
                        .header("X-Api-Key", key)
                        .build());
    }
}
