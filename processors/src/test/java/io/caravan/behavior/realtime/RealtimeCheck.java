package io.caravan.behavior.realtime;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;

import io.caravan.testing.BehaviorHub;
import io.caravan.testing.HubProcess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Compares the realtime figures that a hub serves with what happened. */
public record RealtimeCheck(HubProcess hub, RealtimeTruth truth) {

    private static final List<String> SCENARIOS = List.of("scenario-0", "scenario-1");

    /** Every record of the topic is applied, and Kafka knows so: a figure that is too high would be seen by now. */
    public static void assertAllApplied(HubProcess hub) {
        JsonNode partitions = hub.getJson("/api/v1/hub/realtime");
        assertThat(partitions).hasSize(BehaviorHub.PARTITIONS).allSatisfy(partition -> {
            assertThat(partition.path("applied").longValue())
                    .as("applied, of %s", partitions)
                    .isEqualTo(partition.path("end").longValue());
            assertThat(partition.path("committed").longValue())
                    .as("committed, of %s", partitions)
                    .isEqualTo(partition.path("end").longValue());
        });
    }

    /**
     * Metrics and hot items of every scenario, and the recent events of these users, of which the hub keeps so many.
     */
    public void assertTruth(List<String> users, int recent) {
        for (String scenario : SCENARIOS) {
            assertMetrics(scenario);
            assertHotItems(scenario);
        }
        for (String user : users) {
            assertRecent(user, recent);
        }
    }

    private void assertMetrics(String scenario) {
        JsonNode metrics = ask("metrics", "scenario=" + scenario);
        truth.metrics(scenario).forEach((name, value) -> {
            if (value == null) {
                assertThat(metrics.path(name).isNull()).as(name).isTrue();
            } else {
                assertThat(metrics.path(name).doubleValue())
                        .as(name)
                        .isEqualTo(((Number) value).doubleValue(), within(name.startsWith("avg") ? 0.0051 : 0.000051));
            }
        });
    }

    private void assertHotItems(String scenario) {
        Map<String, Double> shown = new TreeMap<>();
        ask("hot-items", "limit=1000&scenario=" + scenario)
                .path("items")
                .forEach(item -> shown.put(
                        item.path("item_id").textValue(), item.path("score").doubleValue()));
        Map<String, Double> scores = truth.hotItems(scenario);
        assertThat(shown).containsOnlyKeys(scores.keySet());
        scores.forEach((item, score) -> assertThat(shown.get(item)).as(item).isEqualTo(score, within(1e-9)));
    }

    private void assertRecent(String user, int recent) {
        List<String> events = new ArrayList<>();
        ask("recent", "user=" + user)
                .path("events")
                .forEach(event -> events.add(event.path("time").textValue() + " "
                        + event.path("item_id").textValue() + " "
                        + event.path("action_type").textValue()));
        assertThat(events).as(user).isEqualTo(truth.recent(user, recent));
    }

    JsonNode ask(String what, String parameters) {
        return hub.getJson("/api/v1/realtime/" + what + "?tenant="
                + URLEncoder.encode(truth.tenant(), StandardCharsets.UTF_8) + "&" + parameters);
    }
}
