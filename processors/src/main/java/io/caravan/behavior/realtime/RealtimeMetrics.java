package io.caravan.behavior.realtime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.support.DefaultExchange;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * Shows the metrics of a place: adds up the buckets of the window into the hash {@code metrics:realtime:{tenant}:{scenario}}.
 * Every method throws {@link DataAccessException} when Redis does not answer.
 */
public final class RealtimeMetrics {

    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> METRICS = Scripts.named("metrics", List.class);

    private static final int PLACES_AT_ONCE = 16;

    private final StringRedisTemplate redis;
    private final RealtimeSettings settings;
    private final RealtimeKeys keys;
    private final ActivePlaces places;
    private final ObjectMapper json;
    private final Clock clock;

    public RealtimeMetrics(StringRedisTemplate redis, RealtimeSettings settings, ObjectMapper json, Clock clock) {
        this.redis = redis;
        this.settings = settings;
        this.keys = new RealtimeKeys(settings.hub());
        this.places = new ActivePlaces(redis, settings, clock);
        this.json = json;
        this.clock = clock;
    }

    /** Shows the metrics of every place of which the pieces have events. */
    public void show(List<Piece> pieces) {
        showPlaces(places.of(pieces));
    }

    /**
     * Shows the metrics of all places that had events in the window, and of those whose last ones have just left it.
     *
     * @return the metrics as Kafka messages, keyed by place
     */
    public List<Exchange> showAll(CamelContext context) throws JsonProcessingException {
        List<Exchange> messages = new ArrayList<>();
        String generation = places.generation();
        if (generation == null) {
            return messages;
        }
        for (var shown : showPlaces(places.active(generation)).entrySet()) {
            if (!shown.getValue().isEmpty()) {
                messages.add(message(shown.getKey(), shown.getValue(), context));
            }
        }
        places.forgetIdle(generation);
        return messages;
    }

    /** Some places by each script: one by one they would cost a way to Redis each, all at once would hold others up. */
    private Map<Place, Map<String, String>> showPlaces(List<Place> of) {
        Map<Place, Map<String, String>> shown = new LinkedHashMap<>();
        for (int first = 0; first < of.size(); first += PLACES_AT_ONCE) {
            List<Place> some = of.subList(first, Math.min(of.size(), first + PLACES_AT_ONCE));
            List<String> all = new ArrayList<>(List.of(keys.generation()));
            some.forEach(place -> all.add(RealtimeKeys.metrics(place)));
            List<?> answers = redis.execute(METRICS, all, arguments(some));
            for (int i = 0; i < answers.size(); i++) {
                shown.put(some.get(i), figures((List<?>) answers.get(i)));
            }
        }
        return shown;
    }

    private Object[] arguments(List<Place> some) {
        Instant now = clock.instant();
        long minute = Math.floorDiv(now.toEpochMilli(), 60_000L);
        Duration window = Duration.ofMinutes(settings.metricsMinutes());
        Instant end = Instant.ofEpochSecond((minute + 1) * 60);
        List<String> arguments = new ArrayList<>(List.of(
                String.valueOf(minute),
                String.valueOf(settings.metricsMinutes()),
                end.minus(window).toString(),
                end.toString(),
                now.truncatedTo(ChronoUnit.MILLIS).toString(),
                String.valueOf(window.toMillis()),
                keys.generations()));
        some.forEach(place -> arguments.add(place.key()));
        arguments.addAll(settings.conversions());
        return arguments.toArray();
    }

    private static Map<String, String> figures(List<?> answer) {
        Map<String, String> figures = new LinkedHashMap<>();
        for (int i = 0; i < answer.size(); i += 2) {
            figures.put(answer.get(i).toString(), answer.get(i + 1).toString());
        }
        return figures;
    }

    private Exchange message(Place place, Map<String, String> figures, CamelContext context)
            throws JsonProcessingException {
        Exchange message = new DefaultExchange(context);
        message.getMessage().setHeader(KafkaConstants.KEY, place.key());
        message.getMessage().setBody(json.writeValueAsBytes(MetricsReply.of(place, figures)));
        return message;
    }
}
