package io.caravan.analytics;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.camel.Exchange;

import io.caravan.hub.question.BadParameter;
import io.caravan.hub.question.Granularity;
import io.caravan.hub.question.RequestParameters;
import io.caravan.hub.question.SqlText;
import io.caravan.hub.question.Statement;
import io.caravan.hub.question.TimeBuckets;
import io.caravan.hub.question.Values;

/** {@code GET /api/v1/analytics/retention}: of the users of a day or week, how many came again so many days or weeks later. */
public final class Retention {

    private static final int MOST_DAYS = 366;
    private static final int MOST_COHORTS = 62;
    private static final int MOST_PERIODS = 60;
    private static final int USUAL_PERIODS = 7;

    private final ScopeReader scopes;
    private final Clock clock;

    /**
     * A retention that a client asks for.
     *
     * @param scope whose range is that of the cohorts, in whole units
     * @param units of the cohorts, and of the periods after the last one
     * @param cohorts how many of the units, from the first on
     * @param end of the last unit
     * @param newcomers whether a user is in the cohort of the first event ever alone, and not in that of each unit with one
     */
    public record Question(Scope scope, TimeBuckets units, int cohorts, int periods, Instant end, boolean newcomers) {}

    public Retention(Clock clock) {
        this.scopes = new ScopeReader(clock, MOST_DAYS);
        this.clock = clock;
    }

    /** @throws io.caravan.hub.http.ProblemException 400 naming the parameter that makes no sense, 403 */
    public Question question(Exchange exchange) {
        RequestParameters parameters = ScopeReader.parameters(exchange, "granularity", "periods", "cohort");
        Scope scope = scopes.read(exchange, parameters);
        Granularity unit = Granularity.read(parameters, Granularity.DAY);
        if (unit != Granularity.DAY && unit != Granularity.WEEK) {
            throw BadParameter.of("granularity", "day or week is");
        }
        int periods = parameters
                .one("periods")
                .map(text -> Values.integer("periods", text, 1, MOST_PERIODS))
                .orElse(USUAL_PERIODS);
        TimeBuckets cohorts = TimeBuckets.of(unit, scope.zone(), scope.from(), scope.to());
        if (cohorts.starts().size() > MOST_COHORTS) {
            throw BadParameter.range("That is more than " + MOST_COHORTS
                    + " cohorts: a shorter range, or the granularity week, is wanted.");
        }
        List<Instant> starts = new ArrayList<>(cohorts.starts());
        for (int i = 0; i < periods; i++) {
            starts.add(unit.next(starts.get(starts.size() - 1), scope.zone()));
        }
        Instant end = unit.next(starts.get(starts.size() - 1), scope.zone());
        Scope whole = new Scope(
                scope.tenant(),
                scope.scenario(),
                scope.zone(),
                starts.get(0),
                starts.get(cohorts.starts().size()));
        return new Question(
                whole,
                new TimeBuckets(unit, scope.zone(), starts),
                cohorts.starts().size(),
                periods,
                end,
                newcomers(parameters));
    }

    private static boolean newcomers(RequestParameters parameters) {
        return switch (parameters.one("cohort").orElse("new")) {
            case "new" -> true;
            case "active" -> false;
            default -> throw BadParameter.of("cohort", "new or active is");
        };
    }

    /**
     * A row of {@code behavior_user_day} tells of a user's day of UTC when it began and ended. Such a day touches two days of
     * any other zone at most: these two moments tell which.
     */
    public Statement users(Question question) {
        String cohort = question.newcomers() ? "[unitOf(earliest)]" : "units";
        String inner = "SELECT groupUniqArrayIf(" + unitOf("at") + ", at >= {from:DateTime64(3, 'UTC')}) AS units,"
                + " min(at) AS earliest\n    FROM (SELECT user_id, arrayJoin([first_at, last_at]) AS at FROM behavior_user_day"
                + " WHERE " + Conditions.place(question.scope())
                + (question.newcomers() ? "" : " AND date >= {firstDay:Date}")
                + " AND date <= {lastDay:Date})\n    WHERE at < {end:DateTime64(3, 'UTC')}\n    GROUP BY user_id"
                + (question.newcomers() ? " HAVING earliest >= {from:DateTime64(3, 'UTC')}" : "");
        return Conditions.parameters(new SqlText(), question.scope())
                .with(
                        "starts",
                        question.units().starts().stream()
                                .map(Instant::toEpochMilli)
                                .toList())
                .with("end", question.end())
                .with("firstDay", LocalDate.ofInstant(question.scope().from(), ZoneOffset.UTC))
                .with("lastDay", LocalDate.ofInstant(question.end(), ZoneOffset.UTC))
                .with("cohorts", question.cohorts())
                .with("periods", question.periods())
                .statement("SELECT cohort, period, count() AS users\nFROM (\n  SELECT cohort, arrayJoin(units) AS unit,"
                        + " toInt64(unit) - toInt64(cohort) AS period\n  FROM (\n    SELECT units, arrayJoin("
                        + cohort.replace("unitOf(earliest)", unitOf("earliest"))
                        + ") AS cohort FROM (\n    " + inner + "\n    )\n  )\n)\n"
                        + "WHERE cohort <= {cohorts:UInt32} AND period >= 0 AND period <= {periods:UInt32}\n"
                        + "GROUP BY cohort, period");
    }

    private static String unitOf(String time) {
        return "indexOf({starts:Array(Int64)}, roundDown(toUnixTimestamp64Milli(" + time + "), {starts:Array(Int64)}))";
    }

    public Map<String, Object> reply(Question question, List<Map<String, Object>> rows) {
        long[][] users = new long[question.cohorts()][question.periods() + 1];
        for (Map<String, Object> row : rows) {
            users[(int) Figures.number(row.get("cohort")) - 1][(int) Figures.number(row.get("period"))] =
                    Figures.number(row.get("users"));
        }
        Granularity unit = question.units().unit();
        List<Map<String, Object>> cohorts = new ArrayList<>();
        for (int i = 0; i < question.cohorts(); i++) {
            Map<String, Object> cohort = new LinkedHashMap<>();
            cohort.put(
                    "cohort",
                    unit.labelOf(
                            question.units().starts().get(i), question.scope().zone()));
            cohort.put("users", users[i][0]);
            cohort.put("retained", retained(question, i, users[i]));
            cohorts.add(cohort);
        }
        Map<String, Object> reply = Replies.begin(question.scope());
        reply.put("granularity", unit.label());
        reply.put("cohort", question.newcomers() ? "new" : "active");
        reply.put("cohorts", cohorts);
        return Replies.end(reply, question.scope(), List.of(Cover.Level.DAYS));
    }

    /** Of a period that has not begun nobody knows anything. */
    private List<Map<String, Object>> retained(Question question, int cohort, long[] users) {
        List<Map<String, Object>> retained = new ArrayList<>();
        for (int period = 0; period < users.length; period++) {
            boolean future = question.units().starts().get(cohort + period).isAfter(clock.instant());
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("period", period);
            shown.put("users", future ? null : users[period]);
            shown.put("percentage", future ? null : Figures.percent(users[period], users[0]));
            retained.add(shown);
        }
        return retained;
    }
}
