package io.caravan.behavior.realtime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.StringRedisTemplate;

import io.caravan.testing.RedisConnection;
import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/** What the scripts do with pieces and windows, in a real Redis; time is the test's own. */
class RealtimeStoreTest {

    private final Place place = new Place("tenant-" + UUID.randomUUID(), "home");
    private final RealtimeSettings settings = new RealtimeSettings(
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
    private final ObjectMapper json = new ObjectMapper();
    private final Instant start = Instant.now();
    private Instant now = start;
    private final Clock clock = new Clock() {
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
    private RedisConnection server;
    private StringRedisTemplate redis;
    private RealtimeStore store;
    private RealtimeMetrics metrics;
    private RealtimeReplies replies;
    private HotRules rules = new HotRules(Map.of("click", 2.0, "view", 1.0), 0, 0, 60);
    private HotItems hotItems;

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

    @Test
    void aPieceThatComesAgainOrOverlapsCountsOnce() throws Exception {
        assertThat(store.apply(clicks(0, 9))).isTrue();
        assertThat(store.apply(clicks(0, 9))).isTrue();
        assertThat(store.apply(clicks(5, 14))).isTrue();
        assertThat(store.apply(clicks(2, 3))).isTrue();

        assertThat(shown("clicks")).isEqualTo(15L);
        assertThat(store.fence(0).next()).isEqualTo(15);
    }

    @Test
    void nothingIsAppliedBehindAGap() throws Exception {
        store.apply(clicks(0, 9));

        assertThat(store.apply(clicks(12, 14))).isFalse();
        assertThat(shown("clicks")).isEqualTo(10L);
    }

    @Test
    void hubsThatApplyTheSamePiecesAtTheSameTimeCountThemOnce() throws Exception {
        var hubs = Executors.newFixedThreadPool(4);
        try {
            Callable<Boolean> hub = () -> {
                var own = new RealtimeStore(redis, settings, json, clock);
                for (int first = 0; first < 300; first += 10) {
                    own.apply(clicks(first, first + 9));
                }
                return true;
            };
            for (var done : hubs.invokeAll(List.of(hub, hub, hub, hub))) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            hubs.shutdownNow();
        }
        assertThat(shown("clicks")).isEqualTo(300L);
    }

    @Test
    void figuresLeaveWhenTheirMinuteLeavesTheWindow() throws Exception {
        store.apply(clicks(0, 9));
        now = start.plus(Duration.ofMinutes(20));
        store.apply(clicks(10, 14));
        assertThat(shown("clicks")).isEqualTo(15L);

        now = start.plus(Duration.ofMinutes(31));
        assertThat(shown("clicks"))
                .as("the window of the metrics is 30 minutes")
                .isEqualTo(5L);
        assertThat(scores()).as("that of hot items is 60").containsEntry("item", 30.0);

        now = start.plus(Duration.ofMinutes(61));
        assertThat(scores()).containsEntry("item", 10.0);
        assertThat(shown("clicks")).isEqualTo(0L);
        assertThat(redis.hasKey(RealtimeKeys.metrics(place))).isFalse();

        now = start.plus(Duration.ofMinutes(83));
        assertThat(scores()).isEmpty();
        metrics.showAll(new DefaultCamelContext());
        assertThat(new ActivePlaces(redis, settings, clock)
                        .active(store.fence(0).generation()))
                .isEmpty();
    }

    @Test
    void eventsOlderThanTheWindowChangeNoFigureAndLateOnesTheirOwnMinute() throws Exception {
        store.apply(piece(0, event(0, "click", start.minus(Duration.ofMinutes(61)))));
        assertThat(shown("clicks")).isEqualTo(0L);
        assertThat(scores()).isEmpty();

        store.apply(piece(1, event(1, "click", start.minus(Duration.ofMinutes(20)))));
        assertThat(shown("clicks")).isEqualTo(1L);
        now = start.plus(Duration.ofMinutes(11));
        assertThat(shown("clicks")).isEqualTo(0L);
    }

    @Test
    void atEveryMomentTheFiguresAreThoseOfTheWindowHoweverLateEventsCome() throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        List<Occurrence> happened = new ArrayList<>();
        for (long offset = 0; offset < 150; offset++) {
            now = now.plusSeconds(random.nextInt(90));
            Occurrence event = new Occurrence(
                    offset,
                    "id-" + offset,
                    place,
                    "user-" + random.nextInt(40),
                    "item-" + random.nextInt(40),
                    random.nextBoolean() ? "impression" : "click",
                    now.minusSeconds(random.nextInt(3) == 0 ? random.nextInt(45 * 60) : 0)
                            .toEpochMilli(),
                    null,
                    null);
            happened.add(event);
            store.apply(piece(offset, event));

            List<Occurrence> inWindow = happened.stream()
                    .filter(one -> one.minute() > Math.floorDiv(now(), 60_000L) - 30)
                    .toList();
            List<Occurrence> impressions = inWindow.stream()
                    .filter(one -> one.action().equals("impression"))
                    .toList();
            assertThat(List.of(shown("impressions"), shown("clicks"), shown("active_users"), shown("exposed_items")))
                    .as("seed %d, event %d", seed, offset)
                    .containsExactly(
                            (long) impressions.size(),
                            (long) inWindow.size() - impressions.size(),
                            aboutDistinct(inWindow.stream().map(Occurrence::user)),
                            aboutDistinct(impressions.stream().map(Occurrence::item)));
        }
    }

    @Test
    void changedWeightsHoldForWhatHasHappenedAndDecayHalves() throws Exception {
        store.apply(clicks(0, 3));
        assertThat(scores()).containsEntry("item", 8.0);

        rules = new HotRules(Map.of("click", 10.0), 0, Math.log(2) * 48, 60);
        assertThat(scores()).containsEntry("item", 40.0);
        now = start.plus(Duration.ofMinutes(30));
        assertThat(scores().get("item")).isCloseTo(20.0, org.assertj.core.data.Offset.offset(1e-9));
    }

    @Test
    void showsOnlyTheHottest() throws Exception {
        List<Occurrence> events = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            events.add(new Occurrence(
                    i,
                    "id" + i,
                    place,
                    "user",
                    "item-" + (i < 3 ? "a" : i < 5 ? "b" : "c"),
                    "view",
                    now(),
                    null,
                    null));
        }
        store.apply(new Piece(0, 0, 5, events, 0, null));

        assertThat(scores()).containsExactlyInAnyOrderEntriesOf(Map.of("item-a", 3.0, "item-b", 2.0));
    }

    @Test
    void aForgottenFigureIsBuiltAnewAndRecentEventsAreNotDoubled() throws Exception {
        store.apply(clicks(0, 4));
        store.forget();
        assertThat(store.apply(clicks(3, 4))).as("what was before is missing").isFalse();
        assertThat(store.apply(clicks(0, 4))).isTrue();

        assertThat(shown("clicks")).isEqualTo(5L);
        assertThat(redis.opsForList().size(RealtimeKeys.recent(place.tenant(), "user")))
                .isEqualTo(3);
    }

    @Test
    void recentEventsAreNewestFirstHoweverLateTheyCome() throws Exception {
        for (int millis : new int[] {10, 30, 20, 40, 5, 35}) {
            long offset = Math.max(0, store.fence(0).next());
            store.apply(piece(offset, event(offset, "view", start.minusMillis(millis))));
        }
        assertThat(redis.opsForList().range(RealtimeKeys.recent(place.tenant(), "user"), 0, -1))
                .extracting(entry ->
                        start.toEpochMilli() - json.readTree(entry).path("time").longValue())
                .containsExactly(5L, 10L, 20L);
    }

    @Test
    void recentEventsLiveOnWhileTheirUserIsActive() throws Exception {
        String key = RealtimeKeys.recent(place.tenant(), "user");
        for (int offset = 0; offset < 12; offset++) {
            store.apply(clicks(offset, offset));
            assertThat(redis.getExpire(key, TimeUnit.MILLISECONDS))
                    .isGreaterThan(
                            Duration.between(Instant.now(), now).plusMinutes(59).toMillis());
            now = now.plusSeconds(20);
        }
    }

    @Test
    void aKeyOfAnotherKindInTheWayIsReplaced() throws Exception {
        redis.opsForValue().set(RealtimeKeys.recent(place.tenant(), "user"), "text");
        redis.opsForValue().set(RealtimeKeys.metrics(place), "text");
        redis.opsForValue().set(RealtimeKeys.hotItems(place), "text");
        store.apply(clicks(0, 1));

        assertThat(shown("clicks")).isEqualTo(2L);
        assertThat(scores()).containsEntry("item", 4.0);
    }

    /** As Redis estimates it. */
    private long aboutDistinct(Stream<String> values) {
        String key = "test:" + UUID.randomUUID();
        values.forEach(value -> redis.opsForHyperLogLog().add(key, value));
        long distinct = redis.opsForHyperLogLog().size(key);
        redis.delete(key);
        return distinct;
    }

    private Object shown(String name) throws Exception {
        metrics.showAll(new DefaultCamelContext());
        return replies.metrics(place).get(name);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Double> scores() {
        hotItems.showAll();
        var reply = (List<Map<String, Object>>)
                replies.hotItems(new RealtimeQuestions.OfHotItems(place, 10)).get("items");
        return reply.stream().collect(java.util.stream.Collectors.toMap(item -> (String) item.get("item_id"), item ->
                (Double) item.get("score")));
    }

    private long now() {
        return now.toEpochMilli();
    }

    private Piece clicks(long first, long last) {
        return piece(
                first,
                LongStream.rangeClosed(first, last)
                        .mapToObj(offset -> event(offset, "click", now))
                        .toArray(Occurrence[]::new));
    }

    private Piece piece(long first, Occurrence... events) {
        return new Piece(0, first, first + events.length - 1, List.of(events), 0, null);
    }

    private Occurrence event(long offset, String action, Instant time) {
        return new Occurrence(offset, "id-" + offset, place, "user", "item", action, time.toEpochMilli(), null, null);
    }
}
