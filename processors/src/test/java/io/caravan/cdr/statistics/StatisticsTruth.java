package io.caravan.cdr.statistics;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import io.caravan.testing.ClickHouseQuery;

import static org.assertj.core.api.Assertions.assertThat;

/** The statistics that the current records of a store add up to, reckoned by Java alone, and those that the store shows. */
public final class StatisticsTruth {

    private static final String GROUP = "node_id, day, account, caller_gateway, callee_gateway";

    private final ClickHouseQuery sql;
    private final Map<Integer, ZoneId> zones;

    /** @param hour null in the statistics by day */
    private record Group(
            int node, LocalDate day, Instant hour, String account, String callerGateway, String calleeGateway) {}

    private record Sums(
            long calls,
            long answered,
            long holdTime,
            long feeTime,
            BigDecimal fee,
            BigDecimal cost,
            BigDecimal profit,
            Instant lastCall) {

        Sums plus(Sums more) {
            return new Sums(
                    calls + more.calls,
                    answered + more.answered,
                    holdTime + more.holdTime,
                    feeTime + more.feeTime,
                    fee.add(more.fee),
                    cost.add(more.cost),
                    profit.add(more.profit),
                    lastCall.isAfter(more.lastCall) ? lastCall : more.lastCall);
        }
    }

    /** @param zones of the nodes, by their ids */
    public StatisticsTruth(ClickHouseQuery sql, Map<Integer, ZoneId> zones) {
        this.sql = sql;
        this.zones = zones;
    }

    /** Every row of both statistics is what the current records add up to, and there is none too few or too many. */
    public void assertExact() {
        List<JsonNode> records =
                sql.rows("SELECT " + GROUP + ", toUnixTimestamp64Milli(start_time) AS start, hold_time,"
                        + " fee_time, fee, agent_fee FROM cdr_current");
        Map<Group, Sums> hours = new HashMap<>();
        Map<Group, Sums> days = new HashMap<>();
        Map<Group, Sums> accounts = new HashMap<>();
        Map<Group, Sums> nodes = new HashMap<>();
        for (JsonNode record : records) {
            Instant start = Instant.ofEpochMilli(record.get("start").asLong());
            ZoneId zone = zones.get(record.get("node_id").intValue());
            // Keeps the offset: an hour that the clock repeats is two.
            Instant hour = start.atZone(zone)
                    .toOffsetDateTime()
                    .truncatedTo(ChronoUnit.HOURS)
                    .toInstant();
            long talk = record.get("hold_time").longValue();
            BigDecimal fee = money(record, "fee");
            BigDecimal cost = money(record, "agent_fee");
            var one = new Sums(
                    1,
                    talk > 0 ? 1 : 0,
                    talk,
                    record.get("fee_time").longValue(),
                    fee,
                    cost,
                    fee.subtract(cost),
                    start);
            hours.merge(group(record, hour), one, Sums::plus);
            Group group = group(record, null);
            days.merge(group, one, Sums::plus);
            accounts.merge(new Group(group.node, group.day, null, group.account, "", ""), one, Sums::plus);
            nodes.merge(new Group(group.node, group.day, null, "", "", ""), one, Sums::plus);
        }
        assertThat(shown("cdr_hours", "toUnixTimestamp(hour)")).isEqualTo(hours);
        assertThat(shown("cdr_days", "NULL")).isEqualTo(days);
        assertThat(shown(level("account"), "NULL")).isEqualTo(accounts);
        assertThat(shown(level("node"), "NULL")).isEqualTo(nodes);
    }

    private static String level(String level) {
        return "(SELECT *, fee - cost AS profit FROM cdr_statistics_day WHERE level = '" + level + "' AND calls > 0)";
    }

    private Map<Group, Sums> shown(String view, String hour) {
        Map<Group, Sums> shown = new HashMap<>();
        for (JsonNode row :
                sql.rows("SELECT " + GROUP + ", " + hour + " AS began, calls, answered, hold_time, fee_time,"
                        + " fee, cost, profit, toUnixTimestamp64Milli(last_call) AS last FROM " + view)) {
            Instant began = row.get("began").isNull()
                    ? null
                    : Instant.ofEpochSecond(row.get("began").asLong());
            Sums twice = shown.put(
                    group(row, began),
                    new Sums(
                            row.get("calls").asLong(),
                            row.get("answered").asLong(),
                            row.get("hold_time").asLong(),
                            row.get("fee_time").asLong(),
                            money(row, "fee"),
                            money(row, "cost"),
                            money(row, "profit"),
                            Instant.ofEpochMilli(row.get("last").asLong())));
            assertThat(twice).as("%s has one row of a group: %s", view, row).isNull();
        }
        return shown;
    }

    private static Group group(JsonNode row, Instant hour) {
        return new Group(
                row.get("node_id").intValue(),
                LocalDate.parse(row.get("day").textValue()),
                hour,
                row.get("account").textValue(),
                row.get("caller_gateway").textValue(),
                row.get("callee_gateway").textValue());
    }

    private static BigDecimal money(JsonNode row, String field) {
        return row.get(field).decimalValue().setScale(6);
    }
}
