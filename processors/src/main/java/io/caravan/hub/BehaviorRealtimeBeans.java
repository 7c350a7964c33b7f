package io.caravan.hub;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.data.redis.core.StringRedisTemplate;

import io.caravan.behavior.realtime.HotItems;
import io.caravan.behavior.realtime.HotRules;
import io.caravan.behavior.realtime.RealtimeCatchUp;
import io.caravan.behavior.realtime.RealtimeMetrics;
import io.caravan.behavior.realtime.RealtimePieces;
import io.caravan.behavior.realtime.RealtimeQuestions;
import io.caravan.behavior.realtime.RealtimeReplies;
import io.caravan.behavior.realtime.RealtimeSettings;
import io.caravan.behavior.realtime.RealtimeStore;
import io.caravan.behavior.realtime.RealtimeTurn;
import io.caravan.behavior.realtime.ScenarioRules;
import io.caravan.hub.config.ConfigException;
import io.caravan.hub.config.HubProperties;
import io.caravan.hub.lease.Leases;

/** The verbs of the realtime figures of the stream behavior, by the names routes call them. */
final class BehaviorRealtimeBeans {

    private static final String KEYS = "caravan.behavior.realtime.";

    private BehaviorRealtimeBeans() {}

    static Map<String, Object> of(
            HubProperties properties, StringRedisTemplate redis, Properties kafka, Clock clock, Leases leases) {
        RealtimeSettings settings = settings(properties);
        ObjectMapper json = HubJson.lenient();
        var store = new RealtimeStore(redis, settings, json, clock);
        var pieces = new RealtimePieces(HubJson.strict(), settings.pieceEvents());
        var rules = new ScenarioRules(hotRules(properties, settings));
        Map<String, Object> beans = new LinkedHashMap<>();
        beans.put("realtimePieces", pieces);
        beans.put("realtimeStore", store);
        beans.put("realtimeCatchUp", new RealtimeCatchUp(kafka, store, pieces, settings, clock));
        beans.put("realtimeMetrics", new RealtimeMetrics(redis, settings, json, clock));
        beans.put("hotItems", new HotItems(redis, settings, rules, clock));
        beans.put("scenarioRules", rules);
        beans.put("realtimeTurn", new RealtimeTurn(leases));
        beans.put("realtimeQuestions", new RealtimeQuestions());
        beans.put("realtimeReplies", new RealtimeReplies(redis, json));
        return beans;
    }

    private static RealtimeSettings settings(HubProperties properties) {
        return new RealtimeSettings(
                properties.get("caravan.hub.name"),
                properties.get(KEYS + "group"),
                properties.get("caravan.behavior.topic"),
                minutes(properties, KEYS + "window"),
                minutes(properties, KEYS + "hot.window"),
                properties.duration(KEYS + "remember-ids"),
                Set.copyOf(properties.list(KEYS + "conversions")),
                properties.list("caravan.behavior.intake.actions"),
                new RealtimeSettings.Recent(
                        properties.integer(KEYS + "recent.length"),
                        properties.duration(KEYS + "recent.ttl"),
                        properties.flag(KEYS + "recent.alias")),
                properties.integer(KEYS + "hot.top"),
                properties.integer(KEYS + "piece-events"));
    }

    private static HotRules hotRules(HubProperties properties, RealtimeSettings settings) {
        return new HotRules(
                HotRules.weights(KEYS + "hot.weights", properties.list(KEYS + "hot.weights")),
                HotRules.number(KEYS + "hot.other-weight", properties.get(KEYS + "hot.other-weight")),
                HotRules.number(KEYS + "hot.decay", properties.get(KEYS + "hot.decay")),
                settings.hotMinutes());
    }

    private static int minutes(HubProperties properties, String key) {
        long minutes = properties.duration(key).toMinutes();
        if (minutes < 1 || minutes > 120) {
            throw new ConfigException(key + " = " + properties.get(key) + ": PT1M to PT120M is wanted");
        }
        return (int) minutes;
    }
}
