package io.caravan.analytics;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.camel.Exchange;

import io.caravan.analytics.Cover.Level;
import io.caravan.hub.question.BadParameter;
import io.caravan.hub.question.Granularity;
import io.caravan.hub.question.RequestParameters;
import io.caravan.hub.question.Statement;
import io.caravan.hub.question.TimeBuckets;

/** {@code GET /api/v1/analytics/trend}: figures of each unit of a range. */
public final class Trend {

    private static final int MOST_DAYS = 1830;
    private static final int MOST_POINTS = 2000;

    private final ScopeReader scopes;
    private final Clock clock;

    /**
     * A trend that a client asks for.
     *
     * @param cover whose buckets are the units, the first cut to the range
     */
    public record Question(Scope scope, List<Metric> metrics, TimeBuckets buckets, Cover cover) {}

    public Trend(Clock clock) {
        this.scopes = new ScopeReader(clock, MOST_DAYS);
        this.clock = clock;
    }

    /** @throws io.caravan.hub.http.ProblemException 400 naming the parameter that makes no sense, 403 */
    public Question question(Exchange exchange) {
        RequestParameters parameters = ScopeReader.parameters(exchange, "metrics", "granularity");
        Scope scope = scopes.read(exchange, parameters);
        List<Metric> metrics = Metric.read(parameters);
        Granularity unit = Granularity.read(parameters, Granularity.DAY);
        if (unit == Granularity.MINUTE && scope.from().plusSeconds(2L * 86_400).isBefore(scope.to())) {
            throw tooMany();
        }
        TimeBuckets buckets = TimeBuckets.of(unit, scope.zone(), scope.from(), scope.to());
        if (buckets.starts().size() > MOST_POINTS) {
            throw tooMany();
        }
        List<Instant> starts = new ArrayList<>(buckets.starts());
        starts.set(0, scope.from());
        Cover cover = Cover.of(starts, scope.to(), EnumSet.allOf(Level.class)).checked(clock);
        return new Question(scope, metrics, buckets, cover);
    }

    private static RuntimeException tooMany() {
        return BadParameter.range(
                "That is more than " + MOST_POINTS + " points: a shorter range or a coarser granularity is wanted.");
    }

    public Statement figures(Question question) {
        Set<Sum> sums = EnumSet.noneOf(Sum.class);
        question.metrics().forEach(metric -> sums.addAll(metric.sums()));
        return FiguresSql.of(question.scope(), question.cover(), sums);
    }

    public Map<String, Object> reply(Question question, List<Map<String, Object>> rows) {
        Map<Long, Figures> byBucket = Figures.byBucket(rows);
        Map<String, Object> reply = Replies.begin(question.scope());
        reply.put("granularity", question.buckets().unit().label());
        reply.put(
                "trends",
                question.metrics().stream()
                        .map(metric -> series(metric, question, byBucket))
                        .toList());
        return Replies.end(reply, question.scope(), question.cover().used());
    }

    private static Map<String, Object> series(Metric metric, Question question, Map<Long, Figures> byBucket) {
        List<Map<String, Object>> points = new ArrayList<>();
        for (int i = 0; i < question.buckets().starts().size(); i++) {
            Instant start = question.cover().starts().get(i);
            Map<String, Object> point = new LinkedHashMap<>();
            point.put(
                    "timestamp",
                    Granularity.HOUR.labelOf(
                            question.buckets().starts().get(i), question.scope().zone()));
            point.put("value", metric.of(byBucket.getOrDefault(start.toEpochMilli(), Figures.none())));
            points.add(point);
        }
        Map<String, Object> series = new LinkedHashMap<>();
        series.put("metric_name", metric.label());
        series.put("points", points);
        return series;
    }
}
