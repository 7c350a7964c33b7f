package io.caravan.analytics;

import io.caravan.analytics.Cover.Level;
import io.caravan.hub.question.SqlText;

/** The rows of a table that a question is about. */
final class Conditions {

    private Conditions() {}

    static SqlText parameters(SqlText sql, Scope scope, Cover cover) {
        return parameters(sql, scope)
                .with("from", cover.from())
                .with("to", cover.to())
                .with("days", cover.days())
                .with("cut", cover.cut());
    }

    static SqlText parameters(SqlText sql, Scope scope) {
        // Rows of all scenarios bear an empty one.
        return sql.with("tenant", scope.tenant())
                .with("scenario", scope.scenario().orElse(""))
                .with("from", scope.from())
                .with("to", scope.to());
    }

    /** Of tenant and scenario alone. */
    static String place(Scope scope) {
        return "tenant_id = {tenant:String}"
                + (scope.scenario().isPresent() ? " AND scenario_id = {scenario:String}" : "");
    }

    /** Of aggregates by hour, without what other levels cover. */
    static String hours(Scope scope, Cover cover) {
        return place(scope) + " AND hour >= {from:DateTime64(3, 'UTC')} AND hour < {to:DateTime64(3, 'UTC')}"
                + (cover.days().isEmpty() ? "" : " AND toDate(hour) NOT IN {days:Array(Date)}")
                + (cover.cut().isEmpty() ? "" : " AND hour NOT IN {cut:Array(DateTime('UTC'))}");
    }

    /** Of aggregates by day of UTC. */
    static String days(Scope scope) {
        return place(scope) + " AND date IN {days:Array(Date)}";
    }

    /** Of events, without what aggregates cover. */
    static String events(Scope scope, Cover cover) {
        String range = range(scope);
        if (cover.levels().contains(Level.HOURS)) {
            return range + " AND toStartOfHour(timestamp) IN {cut:Array(DateTime('UTC'))}";
        }
        return cover.days().isEmpty() ? range : range + " AND toDate(timestamp) NOT IN {days:Array(Date)}";
    }

    /** Of events in the range. */
    static String range(Scope scope) {
        return place(scope) + " AND timestamp >= {from:DateTime64(3, 'UTC')} AND timestamp < {to:DateTime64(3, 'UTC')}";
    }
}
