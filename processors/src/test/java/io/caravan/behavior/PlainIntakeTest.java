package io.caravan.behavior;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.caravan.testing.EventMaker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What the fast way takes, it accepts as the careful one does; the rest it leaves alone. */
class PlainIntakeTest {

    private static final Instant NOW = Instant.ofEpochMilli(1795202195183L);
    private static final String EVENT =
            "{\"event_id\":\"e\",\"tenant_id\":\"t\",\"scenario_id\":\"s\",\"user_id\":\"u\",\"item_id\":\"i\","
                    + "\"action_type\":\"view\",\"timestamp\":1795202195000}";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final IntakeRules rules = new IntakeRules(
            Set.of("view", "impression", "click", "purchase"),
            List.of(),
            3,
            500,
            Duration.ofDays(90),
            Duration.ofMinutes(5));
    private final Privacy privacy = new Privacy(false, null, Set.of(), new Bots(List.of("bot")));
    private final PlainIntake plain = new PlainIntake(rules, Scenarios.ANY, privacy);
    private final ObjectMapper strict = JSON.copy().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    /** Has no fast way, since a field that every event has is required. */
    private final BehaviorIntake careful = new BehaviorIntake(
            strict,
            new IntakeRules(rules.actions(), List.of("timestamp"), 3, 500, rules.maxAge(), rules.maxAhead()),
            Scenarios.ANY,
            privacy,
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void randomEventsAreAcceptedAsTheCarefulWayDoes() {
        long taken = new EventMaker(3, "plain", NOW)
                .make(5_000).stream()
                        .filter(event -> takenAlike(event.json(), null, null))
                        .count();

        assertThat(taken).isPositive();
    }

    @Test
    void whatTrackersSendIsTaken() {
        String full = EVENT.replace(
                "}",
                ",\"context\":{\"os\":\"安卓\",\"ip\":\"1.2.3.4\",\"user_agent\":\"Mozilla/5.0 (X)\"},\"position\":3,"
                        + "\"duration\":12,\"completion_rate\":1,\"extra_data\":{\"n\":[1,{\"m\":-2}]}}");
        assertThat(takenAlike(EVENT, null, null)).isTrue();
        assertThat(takenAlike(full, "t", "Tracker")).isTrue();
        assertThat(takenAlike("[" + EVENT + "," + full + "]", null, null)).isTrue();
        assertThat(takenAlike("{\"events\":[" + full + "," + full + "," + EVENT + "]}", "t", null))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"events\":[]}",
                "[%s,]",
                "[%s",
                "%s%s",
                "%s ",
                "[%s]]",
                "[%s, %s]",
                "{\"events\":[%s],\"x\":1}",
                "[%s,%s,%s,%s]",
                "[%s,1]",
                "[%s,{\"user_id\":\"u\"}]"
            })
    void oddRequestsAreLeft(String form) {
        assertThat(read(form.replace("%s", EVENT), null, null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"tenant_id\":\"t\"|\"tenant_id\":\" t\"",
                "\"tenant_id\":\"t\"|\"tenant_id\":\"other\"",
                "\"user_id\":\"u\"|\"user_id\":\"u\u3000\"",
                "\"user_id\":\"u\"|\"user_id\":\"\"",
                "\"event_id\":\"e\",|",
                "\"action_type\":\"view\"|\"action_type\":\"View\"",
                "\"action_type\":\"view\"|\"action_type\":\"viewed\"",
                "1795202195000|1",
                "1795202195000|1795202999000",
                "1795202195000|1795202195000,\"received_at\":1",
                "1795202195000|1795202195000,\"completion_rate\":1.5",
                "1795202195000|1795202195000,\"mood\":1",
                "1795202195000|1795202195000,\"context\":{\"user_agent\":\"Some Bot\"}",
                "tenant_id|tenantId"
            })
    void whatIsToBeChangedOrRefusedIsLeft(String change) {
        String[] parts = change.split("\\|", -1);
        assertThat(read(EVENT.replace(parts[0], parts[1]), "t", null)).isNull();
    }

    @Test
    void whatIsTooLongOrOfABotIsLeft() {
        assertThat(read(EVENT.replace("\"u\"", "\"" + "u".repeat(257) + "\""), null, null))
                .isNull();
        assertThat(read(EVENT.replace("}", ",\"duration\":" + "9".repeat(310) + "}"), null, null))
                .isNull();
        assertThat(read(EVENT.replace("}", ",\"extra_data\":\"" + "x".repeat(500) + "\"}"), null, null))
                .isNull();
        assertThat(read(EVENT, null, "a bot")).isNull();
    }

    private Intake read(String body, String tenant, String userAgent) {
        return plain.read(body.getBytes(UTF_8), new Sender(tenant, userAgent), NOW.toEpochMilli());
    }

    private boolean takenAlike(String body, String tenant, String userAgent) {
        Intake taken = read(body, tenant, userAgent);
        if (taken == null) {
            return false;
        }
        var exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(body.getBytes(UTF_8));
        try {
            Intake expected = careful.read(exchange);
            assertThat(taken.accepted()).isEqualTo(expected.accepted());
            assertThat(taken.rejected()).isZero();
            assertThat(taken.events()).isEqualTo(expected.events());
            assertThat(taken.tenants()).isEqualTo(expected.tenants());
            assertThat(records(taken)).isEqualTo(records(expected));
            return true;
        } catch (IOException e) {
            throw new AssertionError(body, e);
        }
    }

    /** Keys and events; 1 and 1.0 are the same there. */
    private static ArrayNode records(Intake intake) throws IOException {
        ArrayNode records = JSON.createArrayNode();
        for (EventRecord record : intake.records()) {
            JsonNode event = JSON.readTree(record.value());
            for (String number : List.of("duration", "watch_duration", "completion_rate")) {
                if (event.has(number)) {
                    ((ObjectNode) event).put(number, event.get(number).doubleValue());
                }
            }
            records.add(new String(record.key(), UTF_8)).add(event);
        }
        return records;
    }
}
