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

    private final StringRedisTemplate redis;
    private final RealtimeSettings settings;
    private final ActivePlaces places;
    private final ObjectMapper json;
    private final Clock clock;

    public RealtimeMetrics(StringRedisTemplate redis, RealtimeSettings settings, ObjectMapper json, Clock clock) {
        this.redis = redis;
        this.settings = settings;
        this.places = new ActivePlaces(redis, settings, clock);
        this.json = json;
        this.clock = clock;
    }

    /** Shows the metrics of every place of which the pieces have events. */
    public void show(List<Piece> pieces) {
        String generation = places.generation();
        if (generation != null) {
            places.of(pieces).forEach(place -> show(place, generation));
        }
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
        for (Place place : places.active(generation)) {
            Map<String, String> figures = show(place, generation);
            if (!figures.isEmpty()) {
                messages.add(message(place, figures, context));
            }
        }
        places.forgetIdle(generation);
        return messages;
    }

    private Map<String, String> show(Place place, String generation) {
        Instant now = clock.instant();
        long minute = Math.floorDiv(now.toEpochMilli(), 60_000L);
        Duration window = Duration.ofMinutes(settings.metricsMinutes());
        Instant end = Instant.ofEpochSecond((minute + 1) * 60);
        List<Object> arguments = new ArrayList<>(List.of(
                new RealtimeKeys(settings.hub()).buckets(generation, place),
                String.valueOf(minute),
                String.valueOf(settings.metricsMinutes()),
                end.minus(window).toString(),
                end.toString(),
                now.truncatedTo(ChronoUnit.MILLIS).toString(),
                String.valueOf(window.toMillis())));
        arguments.addAll(settings.conversions());
        List<?> shown = redis.execute(METRICS, List.of(RealtimeKeys.metrics(place)), arguments.toArray());
        Map<String, String> figures = new LinkedHashMap<>();
        for (int i = 0; i < shown.size(); i += 2) {
            figures.put(shown.get(i).toString(), shown.get(i + 1).toString());
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
