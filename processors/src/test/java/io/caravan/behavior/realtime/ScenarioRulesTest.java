package io.caravan.behavior.realtime;

import java.util.List;
import java.util.Map;

import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which rules hold for a scenario, after whatever MongoDB holds. */
class ScenarioRulesTest {

    private static final HotRules USUAL = new HotRules(Map.of("view", 1.0, "click", 2.0), 1, 0.1, 60);
    private static final Place HOME = new Place("t", "home");

    private final ScenarioRules rules = new ScenarioRules(USUAL);

    @Test
    void aScenarioChangesWhatItNames() {
        rules.take(
                List.of(scenario("{action_weights: {click: 5, buy: 7}, decay_lambda: 3.5, window_size_minutes: 30}")));

        HotRules home = rules.of(HOME);
        assertThat(home.weight("click")).isEqualTo(5);
        assertThat(home.weight("view")).as("not named: as usual").isEqualTo(1);
        assertThat(home.weight("buy")).isEqualTo(7);
        assertThat(home.decay()).isEqualTo(3.5);
        assertThat(home.minutes()).isEqualTo(30);
        assertThat(rules.of(new Place("t", "other"))).isEqualTo(USUAL);
    }

    @Test
    void aScenarioCanDoWithoutHotItems() {
        rules.take(List.of(scenario("{enabled: false}")));

        assertThat(rules.of(HOME).weight("click")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{action_weights: {click: 'much'}}",
                "{action_weights: {click: -1}}",
                "{action_weights: 3}",
                "{window_size_minutes: 61}",
                "{window_size_minutes: 0.5}",
                "{decay_lambda: -0.1}",
                "7"
            })
    void aBadDocumentLeavesTheLastGoodRulesInForce(String bad) {
        rules.take(List.of(scenario("{action_weights: {click: 5}}")));
        rules.take(List.of(scenario(bad), new Document("status", "active")));
        assertThat(rules.of(HOME).weight("click")).isEqualTo(5);

        rules.keep(new IllegalStateException("MongoDB is away"));
        assertThat(rules.of(HOME).weight("click")).isEqualTo(5);

        rules.take(List.of(scenario("{action_weights: {click: 6}}")));
        assertThat(rules.of(HOME).weight("click")).isEqualTo(6);
    }

    @Test
    void aScenarioThatIsNotActiveAnyMoreHasTheUsualRules() {
        rules.take(List.of(scenario("{decay_lambda: 9}")));
        rules.take(List.of(scenario("{decay_lambda: 9}").append("status", "archived")));

        assertThat(rules.of(HOME)).isEqualTo(USUAL);
    }

    private static Document scenario(String hotScore) {
        return Document.parse("{tenant_id: 't', scenario_id: 'home', status: 'active',"
                + " config: {realtime_compute: {hot_score: " + hotScore + "}}}");
    }
}
