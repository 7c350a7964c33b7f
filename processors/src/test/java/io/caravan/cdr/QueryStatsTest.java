package io.caravan.cdr;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.caravan.cdr.QueryHub.Call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Statistics over HTTP equal the same sums over every record that the nodes replied. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryStatsTest {

    private static final String STATS = "/api/v1/cdrs/stats";

    private QueryHub data;

    @BeforeAll
    void pull(@TempDir Path home) throws Exception {
        data = new QueryHub(home, 60);
        data.hub
                .process
                .set("caravan.cdr.statistics.schedule", "0/1 * * * * ?")
                .set("caravan.cdr.statistics.pause", "PT1S");
        data.pull();
        for (String view : List.of("cdr_days", "cdr_hours")) {
            await(view)
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> data.hub.sql.number("SELECT sum(calls) FROM " + view) == data.calls.size());
        }
    }

    @AfterAll
    void end() {
        data.close();
    }

    @ParameterizedTest
    @CsvSource({
        // Business days of the nodes' own zone.
        "1, , account, days",
        "1, Asia/Shanghai, day, days",
        "2, , 'month,calleeGateway', days",
        "1, , hour, hours",
        // Days of another zone, whole hours away.
        "1, UTC, 'day,account', hours",
        "'1,2', Europe/Berlin, 'day,node', hours",
        ", , 'hour,callerGateway', hours",
        ", America/New_York, month, hours",
        // Half an hour away: no statistics fit.
        "1, Asia/Kolkata, day, records",
        "2, +05:30, 'hour,account', records"
    })
    void everyGroupHasTheFiguresOfItsRecords(String node, String zone, String groupBy, String source) {
        ZoneId days = zone != null
                ? ZoneId.of(zone)
                : node == null ? ZoneId.of("UTC") : QueryHub.ZONES.get(Integer.parseInt(node) - 1);
        LocalDate today = LocalDate.ofInstant(data.now, days);
        LocalDate from = today.minusDays(1);
        JsonNode reply = data.json(
                STATS,
                "node",
                node == null ? "" : node,
                "zone",
                zone == null ? "" : zone,
                "groupBy",
                groupBy,
                "from",
                from.toString(),
                "to",
                today.toString());
        Predicate<Call> wanted = call -> (node == null || node.contains(String.valueOf(call.node())))
                && !day(call, days).isBefore(from)
                && !day(call, days).isAfter(today);
        assertThat(reply.get("source").textValue()).isEqualTo(source);
        assertThat(reply.get("truncated").booleanValue()).isFalse();
        List<String> names = List.of(groupBy.split(","));
        Map<String, JsonNode> groups = new HashMap<>();
        reply.get("groups")
                .forEach(group -> groups.put(
                        names.stream().map(name -> group.get(name).asText()).collect(Collectors.joining("|")), group));
        Map<String, List<Call>> expected = data.calls.stream()
                .filter(wanted)
                .collect(Collectors.groupingBy(call ->
                        names.stream().map(name -> label(name, call, days)).collect(Collectors.joining("|"))));
        assertThat(groups.keySet()).isEqualTo(expected.keySet());
        assertThat(groups).hasSize(reply.get("groups").size());
        expected.forEach((key, calls) -> assertFigures(groups.get(key), calls, days));
        assertFigures(reply.get("totals"), data.calls.stream().filter(wanted).toList(), days);
    }

    private static String label(String group, Call call, ZoneId zone) {
        Instant start = Instant.ofEpochMilli(call.start());
        return switch (group) {
            case "hour" ->
                DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX")
                        .format(start.atZone(zone).truncatedTo(ChronoUnit.HOURS));
            case "day" -> day(call, zone).toString();
            case "month" -> day(call, zone).toString().substring(0, 7);
            case "node" -> String.valueOf(call.node());
            default -> call.text(group);
        };
    }

    private static LocalDate day(Call call, ZoneId zone) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(call.start()), zone);
    }

    @ParameterizedTest
    @ValueSource(strings = {"account", "callerGateway", "calleeGateway"})
    void filtersChooseRecords(String name) {
        Map<String, List<Call>> byValue = data.calls.stream()
                .filter(call -> call.node() == 1 && data.days(1).contains(call.day()))
                .collect(Collectors.groupingBy(call -> call.text(name)));
        byValue.keySet().stream().filter(value -> !value.isEmpty()).limit(3).forEach(value -> {
            JsonNode reply = data.json(
                    STATS, "node", "1", name, value, "from", data.days(1).get(0).toString());
            assertFigures(reply.get("totals"), byValue.get(value), QueryHub.ZONES.get(0));
        });
    }

    @Test
    void totalsOfAnyRangeOfInstantsAreExact() {
        long first = data.calls.get(3).start();
        for (long length : new long[] {1, 7, 3_600_000, 5_000_123, 40_000_000}) {
            JsonNode reply = data.json(
                    STATS,
                    "from",
                    Instant.ofEpochMilli(first).toString(),
                    "to",
                    Instant.ofEpochMilli(first + length).toString());
            List<Call> calls = data.calls.stream()
                    .filter(call -> call.start() >= first && call.start() < first + length)
                    .toList();
            assertThat(calls).isNotEmpty();
            assertThat(reply.has("groups")).isFalse();
            assertFigures(reply.get("totals"), calls, ZoneId.of("UTC"));
        }
    }

    @Test
    void whereThereIsNothingThereIsNothingToDivideBy() {
        JsonNode reply = data.json(STATS, "from", "2020-01-01", "to", "2020-01-02", "groupBy", "day");
        assertThat(reply.get("groups")).isEmpty();
        JsonNode totals = reply.get("totals");
        assertThat(totals.get("calls").intValue()).isZero();
        assertThat(totals.get("fee").decimalValue()).isZero();
        for (String name : List.of("asr", "acd", "lastCall")) {
            assertThat(totals.get(name).isNull()).as(name).isTrue();
        }
    }

    @Test
    void whenGroupsAreLeftOutTheReplySaysSoAndTheTotalsHoldThemAll() {
        JsonNode all = data.json(STATS, "node", "1", "groupBy", "account");
        JsonNode some = data.json(STATS, "node", "1", "groupBy", "account", "limit", "2");
        assertThat(some.get("truncated").booleanValue()).isTrue();
        assertThat(some.get("groups")).hasSize(2);
        assertThat(some.get("groups").get(0)).isEqualTo(all.get("groups").get(0));
        assertThat(some.get("totals")).isEqualTo(all.get("totals"));
        JsonNode fitting = data.json(
                STATS,
                "node",
                "1",
                "groupBy",
                "account",
                "limit",
                String.valueOf(all.get("count").intValue()));
        assertThat(fitting.get("truncated").booleanValue()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "groupBy=week, groupBy, 'hour, day, month'",
        "groupBy=gateway, groupBy, callerGateway",
        "'groupBy=day,hour', groupBy, at most",
        "from=2018-01-01&to=2026-01-01, to, 1830 days",
        "node=1&from=2024-01-01&to=2026-01-01&groupBy=hour, to, 366 days",
        "from=2026-01-01&to=2026-03-01&zone=Asia/Kolkata, to, 31 days",
        "caller=123456, caller, callerGateway"
    })
    void questionsThatMakeNoSenseAreRefused(String query, String parameter, String detail) {
        var response = data.hub.process.get(STATS + "?" + query);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body())
                .contains("\"parameter\":\"" + parameter + "\"")
                .contains(detail);
    }

    private static void assertFigures(JsonNode figures, List<Call> calls, ZoneId zone) {
        long answered =
                calls.stream().filter(call -> number(call, "holdTime") > 0).count();
        BigDecimal holdTime = BigDecimal.valueOf(sum(calls, call -> number(call, "holdTime")));
        BigDecimal fee = money(calls, "fee");
        BigDecimal cost = money(calls, "agentFee");
        assertThat(figures.get("calls").longValue()).isEqualTo(calls.size());
        assertThat(figures.get("answered").longValue()).isEqualTo(answered);
        assertThat(figures.get("holdTime").decimalValue()).isEqualByComparingTo(holdTime);
        assertThat(figures.get("feeTime").longValue()).isEqualTo(sum(calls, call -> number(call, "feeTime")));
        assertThat(figures.get("fee").decimalValue()).isEqualByComparingTo(fee);
        assertThat(figures.get("cost").decimalValue()).isEqualByComparingTo(cost);
        assertThat(figures.get("profit").decimalValue()).isEqualByComparingTo(fee.subtract(cost));
        assertThat(figures.get("asr").decimalValue())
                .isEqualByComparingTo(
                        BigDecimal.valueOf(answered).divide(BigDecimal.valueOf(calls.size()), 6, RoundingMode.HALF_UP));
        if (answered == 0) {
            assertThat(figures.get("acd").isNull()).isTrue();
        } else {
            assertThat(figures.get("acd").decimalValue())
                    .isEqualByComparingTo(holdTime.divide(BigDecimal.valueOf(answered), 3, RoundingMode.HALF_UP));
        }
        OffsetDateTime last = OffsetDateTime.parse(figures.get("lastCall").textValue());
        assertThat(last.toInstant().toEpochMilli())
                .isEqualTo(calls.stream().mapToLong(Call::start).max().orElseThrow());
        assertThat(last.getOffset()).isEqualTo(zone.getRules().getOffset(last.toInstant()));
    }

    private static long number(Call call, String field) {
        return call.json().path(field).longValue();
    }

    private static long sum(List<Call> calls, Function<Call, Long> figure) {
        return calls.stream().map(figure).reduce(0L, Long::sum);
    }

    private static BigDecimal money(List<Call> calls, String field) {
        return calls.stream()
                .filter(call -> call.json().has(field))
                .map(call -> call.json().get(field).decimalValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
