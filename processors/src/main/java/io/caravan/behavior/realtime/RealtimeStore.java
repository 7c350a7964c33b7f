package io.caravan.behavior.realtime;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.data.redis.serializer.GenericToStringSerializer;
import org.springframework.data.redis.serializer.RedisSerializer;

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
    private static final RedisSerializer<Long> NUMBER = new GenericToStringSerializer<>(Long.class);
    private static final int TRIES = 5;

    /** Of a partition that this hub has not applied anything of. */
    private static final Fence UNKNOWN = new Fence("", -1);

    private final StringRedisTemplate redis;
    private final RealtimeSettings settings;
    private final RealtimeKeys keys;
    private final ObjectMapper json;
    private final Clock clock;
    private final Map<Integer, Fence> moved = new ConcurrentHashMap<>();

    public RealtimeStore(StringRedisTemplate redis, RealtimeSettings settings, ObjectMapper json, Clock clock) {
        this.redis = redis;
        this.settings = settings;
        this.keys = new RealtimeKeys(settings.hub());
        this.json = json;
        this.clock = clock;
    }

    /**
     * Applies pieces by as few scripts as their size allows, where each follows the fence of its partition.
     *
     * @return what is left, for {@link #apply}: pieces that lack records before them, or whose fence somebody else has moved
     */
    public List<Piece> applyTogether(List<Piece> pieces) {
        List<Piece> left = new ArrayList<>();
        for (List<Piece> some : together(pieces)) {
            List<Step> steps = new ArrayList<>();
            List<Fence> fences = fencesOf(some);
            for (int i = 0; i < some.size(); i++) {
                Fence fence = fences.get(i);
                if (fence.behind(some.get(i).first())) {
                    left.add(some.get(i));
                } else if (fence.next() <= some.get(i).last()) {
                    steps.add(new Step(some.get(i), fence));
                }
            }
            if (!steps.isEmpty() && !tryToApply(steps)) {
                steps.forEach(step -> left.add(step.piece()));
            }
        }
        return left;
    }

    /** One piece of a partition each, and no more records than a script is to apply. */
    private List<List<Piece>> together(List<Piece> pieces) {
        List<List<Piece>> all = new ArrayList<>();
        Set<Integer> partitions = new HashSet<>();
        long records = 0;
        for (Piece piece : pieces) {
            records += piece.records();
            if (all.isEmpty() || records > settings.pieceEvents() || !partitions.add(piece.partition())) {
                all.add(new ArrayList<>());
                partitions.clear();
                partitions.add(piece.partition());
                records = piece.records();
            }
            all.get(all.size() - 1).add(piece);
        }
        return all;
    }

    /**
     * Applies what is left of the piece.
     *
     * @return false when records before it are missing; nothing is changed then
     * @throws FenceMovedException when others apply the same partition all the time
     */
    public boolean apply(Piece piece) {
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
    boolean tryToApply(Piece piece, Fence fence) {
        return tryToApply(List.of(new Step(piece, fence)));
    }

    /** A piece, and where its partition stands. */
    private record Step(Piece piece, Fence fence) {}

    /** All of them, or none when a fence has moved. */
    private boolean tryToApply(List<Step> steps) {
        String generation = steps.get(0).fence().generation();
        long now = clock.millis();
        var changes = new Changes(settings, keys, generation, now, json);
        var seen = new SeenIds(redis, settings, keys, generation, now);
        steps.forEach(step -> seen.add(
                step.piece().partition(), step.piece().from(step.fence().next())));
        seen.forEachNew(changes::add);
        var arguments = new Arguments().add(generation).begin("fences");
        for (Step step : steps) {
            arguments
                    .add(step.piece().partition())
                    .add(step.fence().next())
                    .add(step.piece().last() + 1);
        }
        changes.addTo(arguments);
        boolean applied = redis.execute(
                        APPLY,
                        RedisSerializer.byteArray(),
                        NUMBER,
                        List.of(keys.generation(), fences() + generation),
                        arguments.all().toArray())
                == 1;
        for (Step step : steps) {
            if (applied) {
                moved.put(
                        step.piece().partition(),
                        new Fence(generation, step.piece().last() + 1));
            } else {
                moved.remove(step.piece().partition());
            }
        }
        return applied;
    }

    /** Those this hub has moved to where the pieces begin, without asking for them: the script sees whether they still are there. */
    private List<Fence> fencesOf(List<Piece> pieces) {
        List<Fence> known = pieces.stream()
                .map(piece -> moved.getOrDefault(piece.partition(), UNKNOWN))
                .toList();
        boolean usual = known.stream().map(Fence::generation).distinct().count() == 1;
        for (int i = 0; i < known.size(); i++) {
            usual &= known.get(i).next() == pieces.get(i).first();
        }
        return usual ? known : fences(pieces.stream().map(Piece::partition).toList());
    }

    /** How far the partition is applied. */
    Fence fence(int partition) {
        return fences(List.of(partition)).get(0);
    }

    private List<Fence> fences(List<Integer> partitions) {
        List<Object> arguments = new ArrayList<>(List.of(String.valueOf(clock.millis()), fences()));
        partitions.forEach(partition -> arguments.add(String.valueOf(partition)));
        List<?> found = redis.execute(LOOK, List.of(keys.generation()), arguments.toArray());
        return found.stream()
                .skip(1)
                .map(next -> new Fence(found.get(0).toString(), Long.parseLong(next.toString())))
                .toList();
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
}
