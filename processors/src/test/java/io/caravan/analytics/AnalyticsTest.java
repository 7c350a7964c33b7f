package io.caravan.analytics;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.caravan.analytics.AnalyticsTruth.Event;
import io.caravan.testing.BehaviorHub;
import io.caravan.testing.Problems;

import static io.caravan.analytics.AnalyticsHub.TODAY;
import static io.caravan.analytics.AnalyticsTruth.count;
import static io.caravan.analytics.AnalyticsTruth.distinct;
import static io.caravan.analytics.AnalyticsTruth.percent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/** Whatever is asked of analytics, the answer is what the events add up to, each counted once. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AnalyticsTest {

    private static AnalyticsHub data;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        data = new AnalyticsHub(folder);
    }

    @AfterAll
    static void stop() {
        data.close();
    }

    @ParameterizedTest
    @CsvSource({
        "UTC, 6, 2, , days",
        "UTC, 6, 0, scenario-1, days",
        "Asia/Shanghai, 5, 2, , 'days,hours'",
        "Asia/Shanghai, 2, 2, scenario-0, hours",
        "Asia/Kolkata, 5, 2, , 'days,hours,events'",
        "+05:30, 1, 1, scenario-2, 'hours,events'",
    })
    void aDashboardIsThatOfItsEvents(String zone, int from, int to, String scenario, String sources) {
        ZoneId clock = ZoneId.of(zone);
        Instant begin = TODAY.minusDays(from).atStartOfDay(clock).toInstant();
        Instant end = TODAY.minusDays(to - 1L).atStartOfDay(clock).toInstant();
        JsonNode reply = data.ask(
                "dashboard",
                "zone",
                zone,
                "scenario",
                scenario,
                "from",
                TODAY.minusDays(from).toString(),
                "to",
                TODAY.minusDays(to).toString());

        List<Event> events = data.truth.of(scenario, begin, end);
        assertThat(events).isNotEmpty();
        assertOverview(reply.path("overview"), events);
        Instant before = begin.minus(Duration.between(begin, end));
        List<Event> earlier = data.truth.of(scenario, before, begin);
        assertOverview(reply.path("before"), earlier);
        assertNumber(
                reply.path("growth").path("total_clicks"),
                count(earlier, "clicks") == 0
                        ? null
                        : percent(count(events, "clicks") - count(earlier, "clicks"), count(earlier, "clicks")));
        assertThat(reply.path("overview").path("total_items").longValue()).isEqualTo(7);
        assertThat(reply.path("overview").path("active_scenarios").longValue()).isEqualTo(3);
        assertThat(reply.path("data_source").textValue()).isEqualTo("clickhouse");
        assertThat(reply.path("sources")).extracting(JsonNode::textValue).containsExactly(sources.split(","));
    }

    private static void assertOverview(JsonNode shown, List<Event> events) {
        long impressions = count(events, "impressions");
        assertThat(shown.path("total_recommendations").longValue()).isEqualTo(impressions);
        assertThat(shown.path("total_clicks").longValue()).isEqualTo(count(events, "clicks"));
        assertThat(shown.path("total_conversions").longValue()).isEqualTo(count(events, "conversions"));
        assertThat(shown.path("active_users").longValue()).isEqualTo(distinct(events, Event::user));
        assertNumber(shown.path("ctr"), percent(count(events, "clicks"), impressions));
        assertNumber(shown.path("conversion_rate"), percent(count(events, "conversions"), impressions));
    }

    private static void assertNumber(JsonNode shown, Double truth) {
        if (truth == null) {
            assertThat(shown.isNull()).as(shown.toString()).isTrue();
        } else {
            assertThat(shown.doubleValue()).isEqualTo(truth, within(0.000051));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UTC, day, 5, 1, 5, days",
        "Asia/Shanghai, day, 6, 0, 7, hours",
        "Asia/Kolkata, day, 6, 1, 6, 'hours,events'",
        "Asia/Kolkata, hour, 2, 1, 48, events",
        "America/Bogota, hour, 3, 1, 72, hours",
        "UTC, minute, 2, 2, 1440, events",
        "UTC, month, 8, 0, , days",
    })
    void aTrendIsThatOfItsEvents(String zone, String unit, int from, int to, Integer points, String sources) {
        assertTrend(zone, unit, TODAY.minusDays(from), TODAY.minusDays(to), points, sources);
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, hour, 2025-10-26, 2025-10-26, 25, hours",
        "Europe/Berlin, hour, 2026-03-29, 2026-03-29, 23, hours",
        "Europe/Berlin, day, 2025-10-25, 2025-10-27, 3, hours",
        "Europe/Berlin, week, 2025-10-20, 2025-11-02, 2, 'days,hours'",
        "UTC, week, 2025-10-22, 2025-10-28, 2, days",
    })
    void daysOf23And25HoursAreWhole(
            String zone, String unit, LocalDate from, LocalDate to, int points, String sources) {
        assertTrend(zone, unit, from, to, points, sources);
    }

    private static void assertTrend(
            String zone, String unit, LocalDate from, LocalDate to, Integer points, String sources) {
        ZoneId clock = ZoneId.of(zone);
        JsonNode reply = data.ask(
                "trend",
                "zone",
                zone,
                "granularity",
                unit,
                "from",
                from.toString(),
                "to",
                to.toString(),
                "metrics",
                "impressions,clicks,ctr,active_users,active_items,conversions");
        List<Event> all = data.truth.of(
                null,
                from.atStartOfDay(clock).toInstant(),
                to.plusDays(1).atStartOfDay(clock).toInstant());
        Map<Instant, List<Event>> truth = all.stream()
                .collect(Collectors.groupingBy(event -> begin(event.at().atZone(clock), unit)));
        Map<Instant, Map<String, JsonNode>> shown = new HashMap<>();
        reply.path("trends").forEach(series -> series.path("points").forEach(point -> shown.computeIfAbsent(
                        ZonedDateTime.parse(point.path("timestamp").textValue()).toInstant(), at -> new HashMap<>())
                .put(series.path("metric_name").textValue(), point.path("value"))));
        if (points != null) {
            assertThat(shown).hasSize(points);
        }
        assertThat(all).isNotEmpty();
        assertThat(shown.keySet()).containsAll(truth.keySet());
        shown.forEach((at, values) -> {
            List<Event> events = truth.getOrDefault(at, List.of());
            for (String sum : List.of("impressions", "clicks", "conversions")) {
                assertThat(values.get(sum).longValue()).as(sum + " at " + at).isEqualTo(count(events, sum));
            }
            assertThat(values.get("active_users").longValue()).isEqualTo(distinct(events, Event::user));
            assertThat(values.get("active_items").longValue()).isEqualTo(distinct(events, Event::item));
            assertNumber(values.get("ctr"), percent(count(events, "clicks"), count(events, "impressions")));
        });
        assertThat(reply.path("sources")).extracting(JsonNode::textValue).containsExactly(sources.split(","));
    }

    private static Instant begin(ZonedDateTime at, String unit) {
        return switch (unit) {
            case "minute" -> at.truncatedTo(ChronoUnit.MINUTES).toInstant();
            case "hour" -> at.truncatedTo(ChronoUnit.HOURS).toInstant();
            case "day" -> at.toLocalDate().atStartOfDay(at.getZone()).toInstant();
            case "week" ->
                at.toLocalDate()
                        .minusDays(at.getDayOfWeek().getValue() - 1L)
                        .atStartOfDay(at.getZone())
                        .toInstant();
            default ->
                at.toLocalDate().withDayOfMonth(1).atStartOfDay(at.getZone()).toInstant();
        };
    }

    @ParameterizedTest
    @CsvSource({"UTC, clicks, days", "Asia/Shanghai, impressions, 'days,events'", "Asia/Kolkata, ctr, 'days,events'"})
    void theTopItemsAreThoseOfTheEvents(String zone, String by, String sources) {
        ZoneId clock = ZoneId.of(zone);
        LocalDate from = TODAY.minusDays(5);
        LocalDate to = TODAY.minusDays(1);
        JsonNode reply = data.ask(
                "items/top",
                "zone",
                zone,
                "by",
                by,
                "limit",
                "7",
                "minImpressions",
                "5",
                "from",
                from.toString(),
                "to",
                to.toString());
        Map<String, List<Event>> items = data
                .truth
                .of(
                        null,
                        from.atStartOfDay(clock).toInstant(),
                        to.plusDays(1).atStartOfDay(clock).toInstant())
                .stream()
                .collect(Collectors.groupingBy(Event::item));
        Function<String, Double> figure = item -> by.equals("ctr")
                ? percent(count(items.get(item), "clicks"), count(items.get(item), "impressions"))
                : (double) count(items.get(item), by);
        List<String> truth = items.keySet().stream()
                .filter(item -> count(items.get(item), "impressions") >= 5)
                .sorted(Comparator.comparing(figure).reversed().thenComparing(Comparator.naturalOrder()))
                .limit(7)
                .toList();
        assertThat(reply.path("items"))
                .extracting(item -> item.path("item_id").textValue())
                .containsExactlyElementsOf(truth);
        reply.path("items").forEach(item -> {
            List<Event> events = items.get(item.path("item_id").textValue());
            assertThat(item.path("total_clicks").longValue()).isEqualTo(count(events, "clicks"));
            assertNumber(item.path("ctr"), percent(count(events, "clicks"), count(events, "impressions")));
            assertNumber(
                    item.path("conversion_rate"), percent(count(events, "conversions"), count(events, "impressions")));
        });
        assertThat(reply.path("sources")).extracting(JsonNode::textValue).containsExactly(sources.split(","));
    }

    @ParameterizedTest
    @CsvSource({"action, UTC", "action, Asia/Kolkata", "scenario, Asia/Shanghai"})
    void aDistributionIsThatOfTheEvents(String dimension, String zone) {
        ZoneId clock = ZoneId.of(zone);
        JsonNode reply = data.ask(
                "items/distribution",
                "dimension",
                dimension,
                "zone",
                zone,
                "from",
                TODAY.minusDays(4).toString(),
                "to",
                TODAY.minusDays(1).toString());
        List<Event> events = data.truth.of(
                null,
                TODAY.minusDays(4).atStartOfDay(clock).toInstant(),
                TODAY.atStartOfDay(clock).toInstant());
        Map<String, Long> truth = events.stream()
                .collect(Collectors.groupingBy(
                        dimension.equals("action") ? Event::action : Event::scenario, Collectors.counting()));
        assertThat(counts(reply)).isEqualTo(truth);
        assertThat(reply.path("total").longValue()).isEqualTo(events.size());
        reply.path("distribution")
                .forEach(part -> assertNumber(
                        part.path("percentage"), percent(part.path("count").longValue(), events.size())));
    }

    private static Map<String, Long> counts(JsonNode reply) {
        Map<String, Long> counts = new HashMap<>();
        reply.path("distribution")
                .forEach(part -> counts.put(
                        part.path("label").textValue(), part.path("count").longValue()));
        return counts;
    }

    @Test
    void itemsAreSharedOutAsMongoSays() {
        assertThat(counts(data.ask("items/distribution", "dimension", "category")))
                .isEqualTo(Map.of("books", 4L, "toys", 4L));
        JsonNode status = data.ask("items/distribution", "dimension", "status", "limit", "1");
        assertThat(counts(status)).isEqualTo(Map.of("active", 4L));
        assertThat(status.path("truncated").booleanValue()).isTrue();
    }

    @Test
    void aTenantWithoutEventsHasNoneAndNoRates() {
        HttpResponse<String> reply = data.get("all-key", "/api/v1/analytics/dashboard", "tenant", "nobody");
        JsonNode overview = Problems.json(reply.body()).path("overview");
        assertOverview(overview, List.of());
        assertThat(overview.path("total_items").isNumber()).isTrue();
        assertThat(data.ask("dashboard", "from", "2024-05-01T10:00:00Z", "to", "2024-05-01T11:00:00Z")
                        .path("overview")
                        .path("ctr")
                        .isNull())
                .isTrue();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void withoutMongoTheRestIsAnswered() {
        data.mongo.stop();
        await("noticed").atMost(Duration.ofSeconds(60)).until(() -> BehaviorHub.down(
                        data.hub.process().health("ready"))
                .containsKey("mongo"));
        JsonNode reply = data.ask("dashboard");
        assertThat(reply.path("overview").path("total_items").isNull()).isTrue();
        assertThat(reply.path("overview").path("active_scenarios").isNull()).isTrue();
        assertThat(reply.path("notes")).hasSize(1);
        assertThat(reply.path("overview").path("total_clicks").longValue()).isPositive();
        Problems.assertProblem(
                data.get("all-key", "/api/v1/analytics/items/distribution", "tenant", "acme", "dimension", "status"),
                503,
                "mongo-unavailable");
    }
}
