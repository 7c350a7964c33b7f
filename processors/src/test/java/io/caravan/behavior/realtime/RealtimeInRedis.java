package io.caravan.behavior.realtime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.data.redis.core.StringRedisTemplate;

import io.caravan.testing.RedisConnection;
import io.caravan.testing.TestServers;

/** The scripts and a real Redis; time is the test's own. */
abstract class RealtimeInRedis {

    final Place place = new Place("tenant-" + UUID.randomUUID(), "home");
    final RealtimeSettings settings = new RealtimeSettings(
            "hub-" + UUID.randomUUID(),
            "group",
            "topic",
            30,
            60,
            Duration.ofMinutes(60),
            Set.of("order", "purchase"),
            List.of("impression", "click", "view", "order", "purchase"),
            new RealtimeSettings.Recent(3, Duration.ofHours(1), true),
            2,
            100);
    final ObjectMapper json = new ObjectMapper();
    final Instant start = Instant.now();
    Instant now = start;
    final Clock clock = new Clock() {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };
    RedisConnection server;
    StringRedisTemplate redis;
    RealtimeStore store;
    RealtimeMetrics metrics;
    RealtimeReplies replies;
    HotRules rules = new HotRules(Map.of("click", 2.0, "view", 1.0), 0, 0, 60);
    HotItems hotItems;

    @BeforeEach
    void connect() {
        server = new RedisConnection(TestServers.redis());
        redis = server.template();
        store = new RealtimeStore(redis, settings, json, clock);
        metrics = new RealtimeMetrics(redis, settings, json, clock);
        replies = new RealtimeReplies(redis, json);
        hotItems = new HotItems(redis, settings, any -> rules, clock);
    }

    @AfterEach
    void disconnect() {
        server.close();
    }

    /** As Redis estimates it. */
    long aboutDistinct(Stream<String> values) {
        String key = "test:" + UUID.randomUUID();
        values.forEach(value -> redis.opsForHyperLogLog().add(key, value));
        long distinct = redis.opsForHyperLogLog().size(key);
        redis.delete(key);
        return distinct;
    }

    Object shown(String name) throws Exception {
        metrics.showAll(new DefaultCamelContext());
        return replies.metrics(place).get(name);
    }

    @SuppressWarnings("unchecked")
    Map<String, Double> scores() {
        hotItems.showAll();
        var reply = (List<Map<String, Object>>)
                replies.hotItems(new RealtimeQuestions.OfHotItems(place, 10)).get("items");
        return reply.stream().collect(java.util.stream.Collectors.toMap(item -> (String) item.get("item_id"), item ->
                (Double) item.get("score")));
    }

    long now() {
        return now.toEpochMilli();
    }

    Piece clicks(long first, long last) {
        return piece(
                first,
                LongStream.rangeClosed(first, last)
                        .mapToObj(offset -> event(offset, "click", now))
                        .toArray(Occurrence[]::new));
    }

    Piece piece(long first, Occurrence... events) {
        return new Piece(0, first, first + events.length - 1, List.of(events), 0, null);
    }

    Occurrence event(long offset, String action, Instant time) {
        return new Occurrence(offset, "id-" + offset, place, "user", "item", action, time.toEpochMilli(), null, null);
    }
}
