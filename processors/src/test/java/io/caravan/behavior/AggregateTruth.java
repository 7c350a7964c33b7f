package io.caravan.behavior;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.caravan.testing.ClickHouseQuery;
import io.caravan.testing.EventMaker.Made;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the aggregates are to tell of events.
 *
 * @param events all that were sent, each of them once
 */
record AggregateTruth(List<Made> events) {

    void assertTold(ClickHouseQuery sql) {
        assertThat(sql.lines("SELECT tenant_id, scenario_id, sum(impressions), sum(clicks), sum(conversions)"
                        + " FROM metrics_hourly GROUP BY ALL"))
                .containsExactlyInAnyOrderElementsOf(truth("tenant_id", "scenario_id"));
        assertThat(sql.lines("SELECT tenant_id, item_id, sum(impressions), sum(clicks), sum(conversions)"
                        + " FROM item_stats_daily GROUP BY ALL"))
                .containsExactlyInAnyOrderElementsOf(truth("tenant_id", "item_id"));
        assertThat(sql.lines("SELECT user_id, sumIf(events, action_type = 'impression'),"
                        + " sumIf(events, action_type = 'click'), sumIf(events, action_type = 'purchase')"
                        + " FROM behavior_user_day GROUP BY user_id"))
                .containsExactlyInAnyOrderElementsOf(truth("user_id"));
        assertThat(sql.number("SELECT uniqCombined64Merge(active_users) FROM behavior_metrics_hour"))
                .isEqualTo(events.stream()
                        .map(event -> event.row().get("user_id"))
                        .distinct()
                        .count());
        assertThat(sql.lines("SELECT tenant_id, scenario_id, sum(impressions), sum(clicks), sum(conversions)"
                        + " FROM behavior_metrics_day WHERE scenario_id != '' GROUP BY ALL"))
                .containsExactlyInAnyOrderElementsOf(truth("tenant_id", "scenario_id"));
        assertThat(sql.lines("SELECT tenant_id, sum(impressions), sum(clicks), sum(conversions)"
                        + " FROM behavior_metrics_day WHERE scenario_id = '' GROUP BY ALL"))
                .containsExactlyInAnyOrderElementsOf(truth("tenant_id"));
        assertThat(sql.number("SELECT sum(events) FROM behavior_action_hour")).isEqualTo(events.size());
        assertThat(sql.number("SELECT sum(events) FROM behavior_experiment_day"))
                .isEqualTo(events.stream()
                        .filter(event -> !"".equals(event.row().getOrDefault("experiment_id", "")))
                        .count());
    }

    /** Lines of the group, impressions, clicks and conversions. */
    private List<String> truth(String... columns) {
        return events.stream()
                .map(Made::row)
                .collect(Collectors.groupingBy(row -> Arrays.stream(columns)
                        .map(column -> (String) row.get(column))
                        .collect(Collectors.joining("\t"))))
                .entrySet()
                .stream()
                .map(group -> group.getKey() + "\t" + count(group.getValue(), "impression") + "\t"
                        + count(group.getValue(), "click") + "\t" + count(group.getValue(), "purchase"))
                .toList();
    }

    private static long count(List<Map<String, Object>> rows, String action) {
        return rows.stream()
                .filter(row -> action.equals(row.get("action_type")))
                .count();
    }
}
