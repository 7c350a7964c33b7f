package io.caravan.analytics;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.apache.camel.Exchange;

import io.caravan.analytics.Cover.Level;
import io.caravan.hub.config.Nearest;
import io.caravan.hub.question.BadParameter;
import io.caravan.hub.question.RequestParameters;
import io.caravan.hub.question.SqlText;
import io.caravan.hub.question.Statement;

/**
 * {@code GET /api/v1/analytics/funnel}: how many users got how far through a series of actions, each after the one before, all
 * within some time of the first.
 */
public final class Funnel {

    private static final int MOST_DAYS = 31;
    private static final int LEAST_STEPS = 2;
    private static final int MOST_STEPS = 10;
    private static final Duration USUAL_WINDOW = Duration.ofHours(1);
    private static final Duration LONGEST_WINDOW = Duration.ofDays(31);
    private static final String USUAL_STEPS = "impression,click,order";

    private final ScopeReader scopes;
    private final List<String> actions;

    /**
     * A funnel that a client asks for.
     *
     * @param steps actions in their order, each once
     * @param experiment whose groups are told apart; empty for one funnel of all
     */
    public record Question(Scope scope, List<String> steps, Duration within, Optional<String> experiment) {}

    /** @param actions those that events can be of */
    public Funnel(List<String> actions, Clock clock) {
        this.scopes = new ScopeReader(clock, MOST_DAYS);
        this.actions = List.copyOf(actions);
    }

    /** @throws io.caravan.hub.http.ProblemException 400 naming the parameter that makes no sense, 403 */
    public Question question(Exchange exchange) {
        RequestParameters parameters = ScopeReader.parameters(exchange, "steps", "within", "experiment");
        return new Question(
                scopes.read(exchange, parameters), steps(parameters), within(parameters), parameters.one("experiment"));
    }

    private List<String> steps(RequestParameters parameters) {
        List<String> given = parameters.list("steps");
        List<String> steps = given.isEmpty() ? List.of(USUAL_STEPS.split(",")) : given;
        for (String step : steps) {
            if (!actions.contains(step)) {
                throw BadParameter.of(
                        "steps",
                        step + " is no action; "
                                + Nearest.to(step, actions)
                                        .map(nearest -> "perhaps " + nearest + " is")
                                        .orElse("some of caravan.behavior.intake.actions are"));
            }
        }
        if (steps.size() < LEAST_STEPS
                || steps.size() > MOST_STEPS
                || steps.stream().distinct().count() < steps.size()) {
            throw BadParameter.of("steps", LEAST_STEPS + " to " + MOST_STEPS + " actions, each once, are");
        }
        return steps;
    }

    private static Duration within(RequestParameters parameters) {
        return parameters.one("within").map(Funnel::duration).orElse(USUAL_WINDOW);
    }

    private static Duration duration(String text) {
        try {
            Duration within = Duration.parse(text);
            if (within.compareTo(Duration.ofSeconds(1)) >= 0 && within.compareTo(LONGEST_WINDOW) <= 0) {
                return within;
            }
        } catch (DateTimeException e) {
            throw wanted();
        }
        throw wanted();
    }

    private static RuntimeException wanted() {
        return BadParameter.of("within", "a duration such as PT1H, from PT1S to P31D, is");
    }

    /**
     * Reads every version of an event: one that comes twice, at the same time, takes nobody further. Which group a user is in
     * tells the first event of the range that names one.
     */
    public Statement users(Question question) {
        var sql = Conditions.parameters(new SqlText(), question.scope())
                .with("steps", question.steps())
                .with("window", question.within().toMillis())
                .with("experiment", question.experiment().orElse(""));
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < question.steps().size(); i++) {
            conditions.add("action_type = {step" + i + ":String}");
            sql.with("step" + i, question.steps().get(i));
        }
        boolean grouped = question.experiment().isPresent();
        String group = grouped
                ? "argMinIf(experiment_group, (timestamp, event_id), experiment_id = {experiment:String})"
                : "''";
        return sql.statement("SELECT user_group, level, count() AS users\nFROM (\n  SELECT " + group
                + " AS user_group, windowFunnel({window:UInt64})(toUInt64(toUnixTimestamp64Milli(timestamp)), "
                + String.join(", ", conditions) + ") AS level\n  FROM user_behaviors\n  WHERE "
                + Conditions.range(question.scope())
                + (grouped
                        ? " AND (action_type IN {steps:Array(String)} OR experiment_id = {experiment:String})"
                        : " AND action_type IN {steps:Array(String)}")
                + "\n  GROUP BY user_id\n)\nWHERE level > 0 GROUP BY user_group, level");
    }

    public Map<String, Object> reply(Question question, List<Map<String, Object>> rows) {
        Map<String, long[]> groups = new TreeMap<>();
        if (question.experiment().isEmpty()) {
            groups.put("", new long[question.steps().size()]);
        }
        for (Map<String, Object> row : rows) {
            long[] reached = groups.computeIfAbsent(
                    row.get("user_group").toString(),
                    group -> new long[question.steps().size()]);
            // Who got as far as a step has passed those before it.
            for (int step = 0; step < Figures.number(row.get("level")); step++) {
                reached[step] += Figures.number(row.get("users"));
            }
        }
        Map<String, Object> reply = Replies.begin(question.scope());
        reply.put("within", question.within().toString());
        if (question.experiment().isEmpty()) {
            reply.put("steps", steps(question.steps(), groups.get("")));
        } else {
            reply.put("experiment_id", question.experiment().get());
            List<Map<String, Object>> each = new ArrayList<>();
            groups.forEach((group, reached) -> {
                Map<String, Object> shown = new LinkedHashMap<>();
                shown.put("experiment_group", group.isEmpty() ? null : group);
                shown.put("steps", steps(question.steps(), reached));
                each.add(shown);
            });
            reply.put("groups", each);
        }
        return Replies.end(reply, question.scope(), List.of(Level.EVENTS));
    }

    private static List<Map<String, Object>> steps(List<String> names, long[] reached) {
        List<Map<String, Object>> steps = new ArrayList<>();
        for (int i = 0; i < reached.length; i++) {
            Map<String, Object> step = new LinkedHashMap<>();
            step.put("stage", names.get(i));
            step.put("users", reached[i]);
            step.put("from_previous", i == 0 ? null : Figures.percent(reached[i], reached[i - 1]));
            step.put("from_first", Figures.percent(reached[i], reached[0]));
            steps.add(step);
        }
        return steps;
    }
}
