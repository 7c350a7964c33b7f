package io.caravan.behavior.realtime;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.ZSetOperations.TypedTuple;

/** Answers from Redis. Every method throws {@link DataAccessException} when it does not answer. */
public final class RealtimeReplies {

    private static final TypeReference<Map<String, Object>> ENTRY = new TypeReference<>() {};

    private final StringRedisTemplate redis;
    private final ObjectMapper json;

    public RealtimeReplies(StringRedisTemplate redis, ObjectMapper json) {
        this.redis = redis;
        this.json = json;
    }

    /** The hottest items, hottest first; none when the place is not known. */
    public Map<String, Object> hotItems(RealtimeQuestions.OfHotItems question) {
        List<Map<String, Object>> items = new ArrayList<>();
        for (TypedTuple<String> item : redis.opsForZSet()
                .reverseRangeWithScores(RealtimeKeys.hotItems(question.place()), 0, question.limit() - 1L)) {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("item_id", item.getValue());
            shown.put("score", item.getScore());
            items.add(shown);
        }
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("tenant_id", question.place().tenant());
        reply.put("scenario_id", question.place().scenario());
        reply.put("items", items);
        return reply;
    }

    /** The metrics of a place: counts are 0 and rates null when it is not known or nothing happened. */
    public Map<String, Object> metrics(Place place) {
        return MetricsReply.of(place, redis.opsForHash().entries(RealtimeKeys.metrics(place)));
    }

    /** The user's last events, newest first. */
    public Map<String, Object> recent(RealtimeQuestions.OfUser question) throws IOException {
        List<Map<String, Object>> events = new ArrayList<>();
        for (String entry : redis.opsForList()
                .range(RealtimeKeys.recent(question.tenant(), question.user()), 0, question.limit() - 1L)) {
            Map<String, Object> event = json.readValue(entry, ENTRY);
            event.put("time", Instant.ofEpochMilli(((Number) event.get("time")).longValue()));
            events.add(event);
        }
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("tenant_id", question.tenant());
        reply.put("user_id", question.user());
        reply.put("events", events);
        return reply;
    }
}
