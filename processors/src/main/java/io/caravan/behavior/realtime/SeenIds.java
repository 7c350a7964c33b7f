package io.caravan.behavior.realtime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Events of some partitions, of which Redis is asked which it has seen before. */
final class SeenIds {

    private final StringRedisTemplate redis;
    private final RealtimeSettings settings;
    private final RealtimeKeys keys;
    private final String generation;
    private final long now;
    private final List<Sighting> sightings = new ArrayList<>();
    private final Map<String, List<String>> idsByKey = new LinkedHashMap<>();

    /** @param key of the ids of its minute; null when ids of that minute are not remembered */
    private record Sighting(Occurrence event, String id, String key) {}

    SeenIds(StringRedisTemplate redis, RealtimeSettings settings, RealtimeKeys keys, String generation, long now) {
        this.redis = redis;
        this.settings = settings;
        this.keys = keys;
        this.generation = generation;
        this.now = now;
    }

    /** The id of an event is to be known for a while; one that is older changes nothing that is counted. */
    void add(int partition, List<Occurrence> events) {
        for (Occurrence event : events) {
            String key = event.time() > now - settings.rememberIds().toMillis()
                    ? keys.seen(generation, partition, event.minute())
                    : null;
            String id = key == null ? null : Changes.id(event);
            if (key != null) {
                idsByKey.computeIfAbsent(key, any -> new ArrayList<>()).add(id);
            }
            sightings.add(new Sighting(event, id, key));
        }
    }

    /** @param user gets each event that comes for the first time, and the key of the ids of its minute, null if they are not remembered */
    void forEachNew(BiConsumer<Occurrence, String> user) {
        Map<String, Set<String>> known = known();
        for (Sighting sighting : sightings) {
            if (sighting.key() == null || known.get(sighting.key()).add(sighting.id())) {
                user.accept(sighting.event(), sighting.key());
            }
        }
    }

    private Map<String, Set<String>> known() {
        Map<String, Set<String>> known = new LinkedHashMap<>();
        if (idsByKey.isEmpty()) {
            return known;
        }
        List<Object> answers = redis.executePipelined((RedisCallback<Object>) connection -> {
            idsByKey.forEach((key, ids) -> connection
                    .setCommands()
                    .sMIsMember(bytes(key), ids.stream().map(SeenIds::bytes).toArray(byte[][]::new)));
            return null;
        });
        int next = 0;
        for (Map.Entry<String, List<String>> asked : idsByKey.entrySet()) {
            List<?> members = (List<?>) answers.get(next++);
            Set<String> of = new HashSet<>();
            for (int i = 0; i < members.size(); i++) {
                if (Boolean.TRUE.equals(members.get(i))) {
                    of.add(asked.getValue().get(i));
                }
            }
            known.put(asked.getKey(), of);
        }
        return known;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
