package io.caravan.analytics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.apache.camel.Exchange;
import org.bson.Document;

import io.caravan.analytics.Cover.Level;
import io.caravan.hub.question.Statement;
import io.caravan.hub.question.Times;

/** {@code GET /api/v1/analytics/dashboard}: the figures of a range, beside those of the one before. */
public final class Dashboard {

    private static final int MOST_DAYS = 1830;
    private static final EnumSet<Sum> SUMS = EnumSet.of(Sum.IMPRESSIONS, Sum.CLICKS, Sum.CONVERSIONS, Sum.ACTIVE_USERS);
    private static final Map<String, Function<Figures, Number>> OVERVIEW = overview();

    private final ScopeReader scopes;
    private final Clock clock;

    /**
     * A dashboard that a client asks for.
     *
     * @param cover two buckets: the range before, and the range; the latter alone when events of the former are needed that
     *     are kept no more
     */
    public record Question(Scope scope, Cover cover) {

        private boolean compares() {
            return cover.starts().size() > 1;
        }
    }

    public Dashboard(Clock clock) {
        this.scopes = new ScopeReader(clock, MOST_DAYS);
        this.clock = clock;
    }

    private static Map<String, Function<Figures, Number>> overview() {
        Map<String, Function<Figures, Number>> overview = new LinkedHashMap<>();
        overview.put("total_recommendations", Metric.IMPRESSIONS::of);
        overview.put("total_clicks", Metric.CLICKS::of);
        overview.put("ctr", Metric.CTR::of);
        overview.put("total_conversions", Metric.CONVERSIONS::of);
        overview.put("conversion_rate", Metric.CONVERSION_RATE::of);
        overview.put("active_users", Metric.ACTIVE_USERS::of);
        return overview;
    }

    /** @throws io.caravan.hub.http.ProblemException 400 naming the parameter that makes no sense, 403 */
    public Question question(Exchange exchange) {
        Scope scope = scopes.read(exchange, ScopeReader.parameters(exchange));
        var levels = EnumSet.allOf(Level.class);
        Cover both = Cover.of(List.of(before(scope), scope.from()), scope.to(), levels);
        if (both.kept(clock)) {
            return new Question(scope, both);
        }
        return new Question(
                scope, Cover.of(List.of(scope.from()), scope.to(), levels).checked(clock));
    }

    /** As many days earlier on the clock of the zone, or as much time when the range is not of whole days. */
    private static Instant before(Scope scope) {
        ZoneId zone = scope.zone();
        LocalDate from = LocalDate.ofInstant(scope.from(), zone);
        LocalDate to = LocalDate.ofInstant(scope.to(), zone);
        if (from.atStartOfDay(zone).toInstant().equals(scope.from())
                && to.atStartOfDay(zone).toInstant().equals(scope.to())) {
            return from.minusDays(ChronoUnit.DAYS.between(from, to))
                    .atStartOfDay(zone)
                    .toInstant();
        }
        return scope.from().minus(Duration.between(scope.from(), scope.to()));
    }

    /** Which of MongoDB's items are the tenant's. */
    public Document items(Question question) {
        return new Document("tenant_id", question.scope().tenant());
    }

    /** Which of MongoDB's scenarios are the tenant's, and in force. */
    public Document activeScenarios(Question question) {
        return items(question).append("status", "active");
    }

    public Statement figures(Question question) {
        return FiguresSql.of(question.scope(), question.cover(), SUMS);
    }

    /**
     * @param items those that the tenant has; null when nobody knows
     * @param scenarios those of the tenant that are active; null when nobody knows
     */
    public Map<String, Object> reply(Question question, List<Map<String, Object>> rows, Long items, Long scenarios) {
        Map<Long, Figures> byBucket = Figures.byBucket(rows);
        Scope scope = question.scope();
        Figures now = byBucket.getOrDefault(scope.from().toEpochMilli(), Figures.none());
        Map<String, Object> overview = shown(now);
        overview.put("total_items", items);
        overview.put("active_scenarios", scenarios);
        Map<String, Object> reply = Replies.begin(scope);
        reply.put("overview", overview);
        if (question.compares()) {
            Figures before = byBucket.getOrDefault(question.cover().from().toEpochMilli(), Figures.none());
            Map<String, Object> earlier = shown(before);
            earlier.put("from", Times.text(question.cover().from(), scope.zone()));
            earlier.put("to", Times.text(scope.from(), scope.zone()));
            reply.put("before", earlier);
            Map<String, Object> growth = new LinkedHashMap<>();
            OVERVIEW.forEach((name, figure) -> growth.put(name, now.growth(before, figure)));
            reply.put("growth", growth);
        } else {
            reply.put("before", null);
            reply.put("growth", null);
        }
        Replies.end(reply, scope, question.cover().used());
        reply.put("notes", notes(question, items == null || scenarios == null));
        return reply;
    }

    private static Map<String, Object> shown(Figures figures) {
        Map<String, Object> shown = new LinkedHashMap<>();
        OVERVIEW.forEach((name, figure) -> shown.put(name, figure.apply(figures)));
        return shown;
    }

    private static List<String> notes(Question question, boolean withoutMongo) {
        List<String> notes = new ArrayList<>();
        if (withoutMongo) {
            notes.add("MongoDB does not answer: total_items and active_scenarios are not known.");
        }
        if (!question.compares()) {
            notes.add("Events of the range before are kept no more: there is nothing to compare with.");
        }
        return notes;
    }
}
