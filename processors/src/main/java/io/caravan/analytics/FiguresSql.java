package io.caravan.analytics;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.caravan.analytics.Cover.Level;
import io.caravan.hub.question.SqlText;
import io.caravan.hub.question.Statement;

/** The statement that adds up figures of each bucket, from all that a cover uses. */
final class FiguresSql {

    private FiguresSql() {}

    /** Rows of {@code bucket}, its begin in epoch milliseconds, and a column for each sum. A bucket without events has no row. */
    static Statement of(Scope scope, Cover cover, Collection<Sum> sums) {
        var sql = new SqlText();
        String parts = cover.used().stream()
                .map(level -> part(level, scope, cover, sums))
                .collect(Collectors.joining("\nUNION ALL\n"));
        Conditions.parameters(sql, scope, cover).with("starts", starts(cover));
        return sql.statement("SELECT bucket, " + columns(sums, sum -> sum.merged() + " AS " + sum.column())
                + "\nFROM (\n" + parts + "\n)\nGROUP BY bucket");
    }

    private static List<Long> starts(Cover cover) {
        return cover.starts().stream().map(Instant::toEpochMilli).toList();
    }

    private static String part(Level level, Scope scope, Cover cover, Collection<Sum> sums) {
        return switch (level) {
            case DAYS ->
                "SELECT " + bucket("toDateTime64(date, 3, 'UTC')") + columns(sums, Sum::column)
                        + "\nFROM behavior_metrics_day WHERE tenant_id = {tenant:String} AND scenario_id = {scenario:String}"
                        + " AND date IN {days:Array(Date)}";
            case HOURS ->
                "SELECT " + bucket("toDateTime64(hour, 3, 'UTC')") + columns(sums, Sum::column)
                        + "\nFROM behavior_metrics_hour WHERE " + Conditions.hours(scope, cover);
            case EVENTS ->
                "SELECT " + bucket("timestamp") + columns(sums, sum -> sum.ofEvents() + " AS " + sum.column())
                        + "\nFROM user_behaviors_current WHERE " + Conditions.events(scope, cover) + " GROUP BY bucket";
        };
    }

    private static String bucket(String time) {
        return "roundDown(toUnixTimestamp64Milli(" + time + "), {starts:Array(Int64)}) AS bucket, ";
    }

    private static String columns(Collection<Sum> sums, Function<Sum, String> column) {
        return sums.stream().map(column).collect(Collectors.joining(", "));
    }
}
