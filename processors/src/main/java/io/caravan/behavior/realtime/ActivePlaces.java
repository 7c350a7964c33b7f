package io.caravan.behavior.realtime;

import java.time.Clock;
import java.util.List;
import java.util.Set;

import org.springframework.data.redis.core.StringRedisTemplate;

/** The places with events within the windows. */
final class ActivePlaces {

    /** A place is looked after this long after its windows have ended, so that nothing of it stays on show. */
    private static final int SLACK_MINUTES = 2;

    private final StringRedisTemplate redis;
    private final RealtimeSettings settings;
    private final RealtimeKeys keys;
    private final Clock clock;

    ActivePlaces(StringRedisTemplate redis, RealtimeSettings settings, Clock clock) {
        this.redis = redis;
        this.settings = settings;
        this.keys = new RealtimeKeys(settings.hub());
        this.clock = clock;
    }

    /** Of the figures that count; null before the first event. */
    String generation() {
        return redis.opsForValue().get(keys.generation());
    }

    List<Place> active(String generation) {
        Set<String> all = redis.opsForZSet().range(keys.active(generation), 0, -1);
        return all.stream().map(Place::ofKey).toList();
    }

    List<Place> of(List<Piece> pieces) {
        long now = clock.millis();
        return pieces.stream()
                .flatMap(piece -> piece.occurrences().stream())
                .filter(event -> Changes.inWindow(event.minute(), settings.longestMinutes(), now))
                .map(Occurrence::place)
                .distinct()
                .toList();
    }

    /** Drops the places whose windows have ended. */
    void forgetIdle(String generation) {
        long minute = Math.floorDiv(clock.millis(), 60_000L);
        redis.opsForZSet()
                .removeRangeByScore(
                        keys.active(generation), 0, (double) minute - settings.longestMinutes() - SLACK_MINUTES);
    }
}
