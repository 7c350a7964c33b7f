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
 * buckets of the window. Buckets hold counts, so that changed weights hold for what has happened too.
 */
public final class HotItems {

    private static final RedisScript<Long> HOT = Scripts.named("hot", Long.class);

    private final StringRedisTemplate redis;
    private final RealtimeSettings settings;
    private final ActivePlaces places;
    private final HotRulesByPlace rules;
    private final Clock clock;

    public HotItems(StringRedisTemplate redis, RealtimeSettings settings, HotRulesByPlace rules, Clock clock) {
        this.redis = redis;
        this.settings = settings;
        this.places = new ActivePlaces(redis, settings, clock);
        this.rules = rules;
        this.clock = clock;
    }

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
        List<Object> arguments = new ArrayList<>(List.of(
                new RealtimeKeys(settings.hub()).buckets(generation, place),
                String.valueOf(Math.floorDiv(clock.millis(), 60_000L)),
                String.valueOf(minutes),
                String.valueOf(of.decay()),
                String.valueOf(settings.topItems()),
                String.valueOf(Duration.ofMinutes(minutes).toMillis())));
        for (String action : settings.actions()) {
            if (of.weight(action) > 0) {
                arguments.add(action);
                arguments.add(String.valueOf(of.weight(action)));
            }
        }
        redis.execute(HOT, List.of(RealtimeKeys.hotItems(place)), arguments.toArray());
    }
}
