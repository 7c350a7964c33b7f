package io.caravan.analytics;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.apache.camel.Exchange;
import org.bson.Document;

import io.caravan.analytics.Cover.Level;
import io.caravan.hub.question.BadParameter;
import io.caravan.hub.question.RequestParameters;
import io.caravan.hub.question.SqlText;
import io.caravan.hub.question.Statement;
import io.caravan.hub.question.Values;

/**
 * {@code GET /api/v1/analytics/items/distribution}: how many events each action or scenario has, or how many of MongoDB's items
 * each category or status.
 */
public final class Distribution {

    private static final int MOST_DAYS = 366;
    private static final int MOST = 1000;
    private static final int USUAL = 100;

    private final ScopeReader scopes;
    private final Clock clock;

    /** What is counted for each. */
    enum Dimension {
        ACTION("behavior_action_hour", "action_type"),
        SCENARIO("behavior_metrics_hour", "scenario_id"),
        CATEGORY("", "category"),
        STATUS("", "status");

        private final String table;
        private final String field;

        Dimension(String table, String field) {
            this.table = table;
            this.field = field;
        }

        static Dimension read(RequestParameters parameters) {
            String given = parameters.one("dimension").orElse("action");
            return Arrays.stream(values())
                    .filter(dimension -> dimension.label().equals(given))
                    .findFirst()
                    .orElseThrow(() -> BadParameter.of("dimension", "action, scenario, category or status is"));
        }

        private String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A distribution that a client asks for. */
    public record Question(Scope scope, Cover cover, Dimension dimension, int limit) {

        /** Whether it is one of MongoDB's items, which have no time. */
        public boolean ofItems() {
            return dimension.table.isEmpty();
        }
    }

    public Distribution(Clock clock) {
        this.scopes = new ScopeReader(clock, MOST_DAYS);
        this.clock = clock;
    }

    /** @throws io.caravan.hub.http.ProblemException 400 naming the parameter that makes no sense, 403 */
    public Question question(Exchange exchange) {
        RequestParameters parameters = ScopeReader.parameters(exchange, "dimension", "limit");
        Scope scope = scopes.read(exchange, parameters);
        Dimension dimension = Dimension.read(parameters);
        if (dimension.table.isEmpty()) {
            for (String name : List.of("from", "to", "zone")) {
                if (parameters.one(name).isPresent()) {
                    throw BadParameter.problem(
                            "bad-parameter", name, name + ": items have no time, so leave it out with this dimension.");
                }
            }
        }
        return new Question(
                scope,
                Cover.of(List.of(scope.from()), scope.to(), EnumSet.of(Level.HOURS, Level.EVENTS))
                        .checked(clock),
                dimension,
                parameters
                        .one("limit")
                        .map(text -> Values.integer("limit", text, 1, MOST))
                        .orElse(USUAL));
    }

    /** Counts of events. */
    public Statement events(Question question) {
        String label = question.dimension().field + " AS label";
        List<String> parts = question.cover().used().stream()
                .map(level -> level == Level.HOURS
                        ? "SELECT " + label + ", events FROM " + question.dimension().table + " WHERE "
                                + Conditions.hours(question.scope(), question.cover())
                        : "SELECT " + label + ", count() AS events FROM user_behaviors_current WHERE "
                                + Conditions.events(question.scope(), question.cover()) + " GROUP BY label")
                .toList();
        return Conditions.parameters(new SqlText(), question.scope(), question.cover())
                .statement("SELECT label, toInt64(sum(e.events)) AS count\nFROM (\n"
                        + String.join("\nUNION ALL\n", parts) + "\n) AS e\nGROUP BY label\nORDER BY count DESC, label");
    }

    /** Counts of items, for MongoDB to aggregate. One with several categories counts in each. */
    public List<Document> items(Question question) {
        Document of = new Document("tenant_id", question.scope().tenant());
        question.scope().scenario().ifPresent(scenario -> of.append("scenario_id", scenario));
        String field = "$" + question.dimension().field;
        return List.of(
                new Document("$match", of),
                new Document("$unwind", new Document("path", field).append("preserveNullAndEmptyArrays", true)),
                new Document(
                        "$group",
                        new Document("_id", field)
                                .append("label", new Document("$first", field))
                                .append("count", new Document("$sum", 1))),
                new Document("$sort", new Document("count", -1).append("_id", 1)));
    }

    /** @param rows of label and count, the highest first */
    public Map<String, Object> reply(Question question, List<Map<String, Object>> rows) {
        long total =
                rows.stream().mapToLong(row -> Figures.number(row.get("count"))).sum();
        List<Map<String, Object>> distribution = new ArrayList<>();
        for (Map<String, Object> row : rows.subList(0, Math.min(rows.size(), question.limit()))) {
            long count = Figures.number(row.get("count"));
            Map<String, Object> part = new LinkedHashMap<>();
            part.put("label", row.get("label"));
            part.put("count", count);
            part.put("percentage", Figures.percent(count, total));
            distribution.add(part);
        }
        Map<String, Object> reply = Replies.begin(question.scope());
        reply.put("dimension", question.dimension().label());
        reply.put("distribution", distribution);
        reply.put("total", total);
        reply.put("truncated", rows.size() > question.limit());
        if (question.ofItems()) {
            reply.put("data_source", "mongodb");
            return reply;
        }
        return Replies.end(reply, question.scope(), question.cover().used());
    }
}
