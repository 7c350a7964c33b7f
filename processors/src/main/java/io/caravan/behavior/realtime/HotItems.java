package io.caravan.behavior.realtime;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * Shows the hottest items of a place: the sorted set {@code hot:items:{tenant}:{scenario}}, made anew as a whole from the
 * buckets of the window. Buckets hold counts, so that changed weights hold for what has happened too. Redis does nothing else
 * while it adds buckets up, so that it gets some of them at a time, and the ranking its name when it is complete.
 */
public final class HotItems {

    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> BUCKETS = Scripts.named("hot-buckets", List.class);

    private static final RedisScript<Long> ADD = Scripts.named("hot-add", Long.class);
    private static final RedisScript<Long> SHOW = Scripts.named("hot", Long.class);

    /** Items of buckets that are added up at once, unless the ranking has more already: those have to be read again each time. */
    private static final long AT_ONCE = 10_000;

    /** What Lua takes as arguments of one call is limited. */
    private static final int MOST_BUCKETS = 500;

    /** What a hub that was killed has left is gone after this. */
    private static final Duration MAKING = Duration.ofMinutes(1);

    private final StringRedisTemplate redis;
    private final RealtimeSettings settings;
    private final RealtimeKeys keys;
    private final ActivePlaces places;
    private final HotRulesByPlace rules;
    private final Clock clock;

    public HotItems(StringRedisTemplate redis, RealtimeSettings settings, HotRulesByPlace rules, Clock clock) {
        this.redis = redis;
        this.settings = settings;
        this.keys = new RealtimeKeys(settings.hub());
        this.places = new ActivePlaces(redis, settings, clock);
        this.rules = rules;
        this.clock = clock;
    }

    /** @param weight of a count in it */
    private record Bucket(String key, String weight, long items) {}

    /**
     * Shows the hot items of all places that had events in the window, and of those whose last ones have just left it.
     *
     * @throws DataAccessException when Redis does not answer
     */
    public void showAll() {
        String generation = places.generation();
        if (generation != null) {
            places.active(generation).forEach(place -> show(place, generation));
        }
    }

    private void show(Place place, String generation) {
        HotRules of = rules.of(place);
        int minutes = Math.min(of.minutes(), settings.hotMinutes());
        List<Bucket> buckets = buckets(keys.buckets(generation, place), of, minutes);
        if (buckets.isEmpty()) {
            redis.delete(RealtimeKeys.hotItems(place));
            return;
        }
        String made = keys.making(generation, place);
        if (make(made, buckets)) {
            redis.execute(
                    SHOW,
                    List.of(RealtimeKeys.hotItems(place), made),
                    String.valueOf(settings.topItems()),
                    String.valueOf(Duration.ofMinutes(minutes).toMillis()));
        }
    }

    private List<Bucket> buckets(String prefix, HotRules of, int minutes) {
        List<Object> arguments = new ArrayList<>(List.of(
                prefix,
                String.valueOf(Math.floorDiv(clock.millis(), 60_000L)),
                String.valueOf(minutes),
                String.valueOf(of.decay())));
        for (String action : settings.actions()) {
            if (of.weight(action) > 0) {
                arguments.add(action);
                arguments.add(String.valueOf(of.weight(action)));
            }
        }
        List<?> found = redis.execute(BUCKETS, List.of(), arguments.toArray());
        List<Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < found.size(); i += 3) {
            buckets.add(new Bucket(
                    found.get(i).toString(),
                    found.get(i + 1).toString(),
                    Long.parseLong(found.get(i + 2).toString())));
        }
        return buckets;
    }

    /** False when something of it was gone before the end. */
    private boolean make(String key, List<Bucket> buckets) {
        long made = 0;
        for (int next = 0; next < buckets.size(); ) {
            List<Object> arguments = new ArrayList<>(List.of(String.valueOf(made), String.valueOf(MAKING.toMillis())));
            long items = 0;
            int first = next;
            do {
                Bucket bucket = buckets.get(next++);
                items += bucket.items();
                arguments.add(bucket.key());
                arguments.add(bucket.weight());
            } while (next < buckets.size()
                    && next - first < MOST_BUCKETS
                    && items + buckets.get(next).items() <= Math.max(AT_ONCE, made));
            made = redis.execute(ADD, List.of(key), arguments.toArray());
            if (made == 0) {
                return false;
            }
        }
        return true;
    }
}
