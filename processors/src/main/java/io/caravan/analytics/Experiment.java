package io.caravan.analytics;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.camel.Exchange;
import org.bson.Document;

import io.caravan.hub.question.BadParameter;
import io.caravan.hub.question.RequestParameters;
import io.caravan.hub.question.SqlText;
import io.caravan.hub.question.Statement;

/**
 * {@code GET /api/v1/analytics/experiments/{id}}: what each group of an experiment did, and whether they differ by more than
 * chance. Counts users exactly, from events: an estimate within half a percent would be an alarm of its own.
 */
public final class Experiment {

    private static final int MOST_DAYS = 91;
    private static final int USUAL_DAYS = 30;
    private static final int MOST_ID = 256;

    private final ScopeReader scopes;

    /**
     * An experiment that a client asks about.
     *
     * @param control the group that others are compared with; empty for that of the plan
     * @param alpha chance of a false alarm that is put up with
     */
    public record Question(Scope scope, String experiment, Optional<String> control, double alpha) {}

    public Experiment(Clock clock) {
        this.scopes = new ScopeReader(clock, MOST_DAYS, USUAL_DAYS);
    }

    /** @throws io.caravan.hub.http.ProblemException 400 naming the parameter that makes no sense, 403 */
    public Question question(Exchange exchange) {
        RequestParameters parameters = ScopeReader.parameters(exchange, "control", "alpha");
        String id = exchange.getMessage().getHeader("id", "", String.class);
        if (id.isBlank() || id.length() > MOST_ID) {
            throw BadParameter.of("id", "the id of an experiment, up to " + MOST_ID + " characters, is");
        }
        return new Question(scopes.read(exchange, parameters), id, parameters.one("control"), alpha(parameters));
    }

    private static double alpha(RequestParameters parameters) {
        return parameters
                .one("alpha")
                .map(text -> {
                    if (!text.matches("0\\.\\d{1,6}")
                            || Double.parseDouble(text) < 1e-6
                            || Double.parseDouble(text) > 0.5) {
                        throw BadParameter.of("alpha", "a number such as 0.05, up to 0.5, is");
                    }
                    return Double.parseDouble(text);
                })
                .orElse(0.05);
    }

    /** Which of MongoDB's documents plans the experiment. */
    public Document plan(Question question) {
        return new Document("tenant_id", question.scope().tenant()).append("experiment_id", question.experiment());
    }

    public Statement groups(Question question) {
        String sums = List.of(Sum.IMPRESSIONS, Sum.CLICKS, Sum.CONVERSIONS).stream()
                .map(sum -> sum.ofEvents() + " AS " + sum.column())
                .reduce((a, b) -> a + ", " + b)
                .get();
        return Conditions.parameters(new SqlText(), question.scope())
                .with("experiment", question.experiment())
                .statement(
                        "SELECT g.1 AS experiment_group, count() AS users, sum(g.2) AS impressions, sum(g.3) AS clicks,"
                                + " sum(g.4) AS conversions, countIf(g.3 > 0) AS clicked_users,"
                                + " countIf(g.4 > 0) AS converted_users, countIf(several) AS shared_users\nFROM (\n"
                                + "  SELECT groupArray((toString(experiment_group), impressions, clicks, conversions)) AS all,"
                                + " length(all) > 1 AS several, arrayJoin(all) AS g\n  FROM (\n"
                                + "    SELECT user_id, experiment_group, " + sums
                                + "\n    FROM user_behaviors_current\n    WHERE "
                                + Conditions.range(question.scope())
                                + " AND experiment_id = {experiment:String}\n    GROUP BY user_id, experiment_group\n  )\n"
                                + "  GROUP BY user_id\n)\nGROUP BY experiment_group\nORDER BY experiment_group");
    }

    /**
     * @param rows the groups
     * @param plan MongoDB's document; null when there is none, or MongoDB is away
     */
    public Map<String, Object> reply(Question question, List<Map<String, Object>> rows, Document plan) {
        return new ExperimentReply(question, rows, ExperimentPlan.of(plan)).shown();
    }
}
