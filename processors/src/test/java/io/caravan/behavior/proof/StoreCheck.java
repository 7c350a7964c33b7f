package io.caravan.behavior.proof;

import java.util.List;

import io.caravan.behavior.realtime.RealtimeTruth.Event;
import io.caravan.testing.ClickHouseQuery;

import static io.caravan.behavior.proof.Figures.CLICKS;
import static io.caravan.behavior.proof.Figures.COMPLETION;
import static io.caravan.behavior.proof.Figures.CONVERSIONS;
import static io.caravan.behavior.proof.Figures.CONVERTED_USERS;
import static io.caravan.behavior.proof.Figures.EVENTS;
import static io.caravan.behavior.proof.Figures.FIRST;
import static io.caravan.behavior.proof.Figures.IMPRESSIONS;
import static io.caravan.behavior.proof.Figures.ITEMS;
import static io.caravan.behavior.proof.Figures.LAST;
import static io.caravan.behavior.proof.Figures.USERS;
import static io.caravan.behavior.proof.Figures.WATCHED;
import static org.assertj.core.api.Assertions.assertThat;

/** Compares the table of events and every aggregate with the events that happened. */
record StoreCheck(ClickHouseQuery sql, List<Event> happened) {

    private static final List<Figures> AGGREGATES = List.of(
            new Figures(
                    "SELECT concatWithSeparator(' ', tenant_id, scenario_id, toString(date), toString(hour)),"
                            + " impressions, clicks, conversions, active_users, active_items FROM metrics_hourly",
                    event -> place(event) + " " + Figures.date(event) + " " + Figures.hour(event) / 3600 % 24,
                    List.of(IMPRESSIONS, CLICKS, CONVERSIONS, USERS, ITEMS)),
            new Figures(
                    "SELECT concatWithSeparator(' ', tenant_id, scenario_id, toString(toUnixTimestamp(hour))),"
                            + " sum(m.events), sum(m.watch_duration), sum(m.completion_sum) / sum(m.completions)"
                            + " FROM behavior_metrics_hour m GROUP BY tenant_id, scenario_id, hour",
                    event -> place(event) + " " + Figures.hour(event),
                    List.of(EVENTS, WATCHED, COMPLETION)),
            new Figures(
                    "SELECT concatWithSeparator(' ', tenant_id, scenario_id, item_id, toString(date)), impressions,"
                            + " clicks, conversions, total_watch_duration, avg_completion_rate FROM item_stats_daily",
                    event -> place(event) + " " + event.item() + " " + Figures.date(event),
                    List.of(IMPRESSIONS, CLICKS, CONVERSIONS, WATCHED, COMPLETION)),
            new Figures(
                    "SELECT concatWithSeparator(' ', tenant_id, scenario_id, item_id, toString(date)), sum(i.events),"
                            + " uniqCombined64Merge(users) FROM behavior_item_day i"
                            + " GROUP BY tenant_id, scenario_id, item_id, date",
                    event -> place(event) + " " + event.item() + " " + Figures.date(event),
                    List.of(EVENTS, USERS)),
            new Figures(
                    "SELECT concatWithSeparator(' ', tenant_id, scenario_id, experiment_id, experiment_group,"
                            + " toString(date)), impressions, clicks, conversions, users, converted_users,"
                            + " total_watch_duration, avg_completion_rate FROM experiment_metrics",
                    event -> event.experiment() == null
                            ? null
                            : place(event) + " " + event.experiment() + " " + event.group() + " " + Figures.date(event),
                    List.of(IMPRESSIONS, CLICKS, CONVERSIONS, USERS, CONVERTED_USERS, WATCHED, COMPLETION)),
            new Figures(
                    "SELECT concatWithSeparator(' ', tenant_id, scenario_id, action_type,"
                            + " toString(toUnixTimestamp(hour))), sum(a.events), uniqCombined64Merge(users)"
                            + " FROM behavior_action_hour a GROUP BY tenant_id, scenario_id, action_type, hour",
                    event -> place(event) + " " + event.action() + " " + Figures.hour(event),
                    List.of(EVENTS, USERS)),
            new Figures(
                    "SELECT concatWithSeparator(' ', tenant_id, scenario_id, user_id, action_type, toString(date)),"
                            + " sum(u.events), toUnixTimestamp64Milli(min(u.first_at)),"
                            + " toUnixTimestamp64Milli(max(u.last_at)) FROM behavior_user_day u"
                            + " GROUP BY tenant_id, scenario_id, user_id, action_type, date",
                    event -> place(event) + " " + event.user() + " " + event.action() + " " + Figures.date(event),
                    List.of(EVENTS, FIRST, LAST)));

    void assertTruth() {
        // All rows of the table, not only those that readers see.
        assertThat(sql.lines("SELECT tenant_id, event_id, scenario_id, user_id, item_id, action_type,"
                        + " toUnixTimestamp64Milli(timestamp) FROM user_behaviors"))
                .containsExactlyInAnyOrderElementsOf(
                        happened.stream().map(StoreCheck::row).toList());
        AGGREGATES.forEach(figures -> figures.compare(sql, happened));
    }

    private static String row(Event event) {
        return String.join(
                "\t",
                event.tenant(),
                event.id(),
                event.scenario(),
                event.user(),
                event.item(),
                event.action(),
                String.valueOf(event.time()));
    }

    private static String place(Event event) {
        return event.tenant() + " " + event.scenario();
    }
}
