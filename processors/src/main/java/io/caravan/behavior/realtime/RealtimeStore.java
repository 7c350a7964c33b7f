package io.caravan.behavior.realtime;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * Applies pieces to the figures in Redis, each record once: the script that changes the figures moves the fence of the
 * partition too, and changes nothing when the fence is not where it was. Every method throws {@link DataAccessException}
 * when Redis does not answer.
 */
public final class RealtimeStore {

    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> LOOK = Scripts.named("look", List.class);

    private static final RedisScript<Long> APPLY = Scripts.named("apply", Long.class);
    private static final RedisScript<String> FORGET = Scripts.named("forget", String.class);
    private static final int TRIES = 5;

    private final StringRedisTemplate redis;
    private final RealtimeSettings settings;
    private final RealtimeKeys keys;
    private final ObjectMapper json;
    private final Clock clock;

    public RealtimeStore(StringRedisTemplate redis, RealtimeSettings settings, ObjectMapper json, Clock clock) {
        this.redis = redis;
        this.settings = settings;
        this.keys = new RealtimeKeys(settings.hub());
        this.json = json;
        this.clock = clock;
    }

    /**
     * Applies what is left of the piece.
     *
     * @return false when records before it are missing; nothing is changed then
     * @throws FenceMovedException when others apply the same partition all the time
     */
    public boolean apply(Piece piece) throws JsonProcessingException {
        for (int i = 0; i < TRIES; i++) {
            Fence fence = fence(piece.partition());
            if (fence.behind(piece.first())) {
                return false;
            }
            if (fence.next() > piece.last() || tryToApply(piece, fence)) {
                return true;
            }
        }
        throw new FenceMovedException(piece);
    }

    /** Applies a piece that follows the fence, whatever is missing in between; false when the fence has moved. */
    boolean tryToApply(Piece piece, Fence fence) throws JsonProcessingException {
        long now = clock.millis();
        var changes = new Changes(settings, keys, fence.generation(), now, json);
        List<Occurrence> occurrences = piece.from(fence.next());
        Map<Occurrence, String> seenKeys = seenKeys(piece.partition(), occurrences, fence.generation(), now);
        Set<String> seen = seen(seenKeys);
        for (Occurrence event : occurrences) {
            String seenKey = seenKeys.get(event);
            if (seenKey == null || seen.add(Changes.id(event) + " " + seenKey)) {
                changes.add(event, seenKey);
            }
        }
        return redis.execute(
                        APPLY,
                        List.of(keys.generation(), fences() + fence.generation()),
                        fence.generation(),
                        String.valueOf(piece.partition()),
                        String.valueOf(fence.next()),
                        String.valueOf(piece.last() + 1),
                        changes.toJson())
                == 1;
    }

    /** How far the partition is applied. */
    Fence fence(int partition) {
        List<?> found = redis.execute(
                LOOK, List.of(keys.generation()), String.valueOf(clock.millis()), fences(), String.valueOf(partition));
        return new Fence(found.get(0).toString(), Long.parseLong(found.get(1).toString()));
    }

    /**
     * Forgets all figures but the recent events of users: whoever applies the next piece finds nothing applied and begins
     * with the window. The figures that are shown stay until then.
     *
     * @return the generation that begins, under that name
     */
    public Map<String, String> forget() {
        return Map.of(
                "generation",
                redis.execute(FORGET, List.of(keys.generation()), String.valueOf(clock.millis()), fences()));
    }

    private String fences() {
        return keys.fences(settings.group(), settings.topic());
    }

    /** Events whose id is to be known; an event that is older changes nothing that is counted. */
    private Map<Occurrence, String> seenKeys(int partition, List<Occurrence> events, String generation, long now) {
        Map<Occurrence, String> found = new HashMap<>();
        for (Occurrence event : events) {
            if (event.time() > now - settings.rememberIds().toMillis()) {
                found.put(event, keys.seen(generation, partition, event.minute()));
            }
        }
        return found;
    }

    /** Of these the ones that Redis knows, as id, blank and key. */
    private Set<String> seen(Map<Occurrence, String> seenKeys) {
        Map<String, List<String>> byKey = seenKeys.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue,
                        Collectors.mapping(entry -> Changes.id(entry.getKey()), Collectors.toList())));
        Set<String> known = new HashSet<>();
        byKey.forEach((key, ids) -> {
            Map<Object, Boolean> answers = redis.opsForSet().isMember(key, new ArrayList<>(ids).toArray());
            answers.forEach((id, member) -> {
                if (Boolean.TRUE.equals(member)) {
                    known.add(id + " " + key);
                }
            });
        });
        return known;
    }
}
