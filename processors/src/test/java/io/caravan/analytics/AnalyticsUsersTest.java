package io.caravan.analytics;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.caravan.analytics.AnalyticsTruth.Event;
import io.caravan.testing.Problems;

import static io.caravan.analytics.AnalyticsHub.TODAY;
import static io.caravan.analytics.AnalyticsTruth.count;
import static io.caravan.analytics.AnalyticsTruth.distinct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What analytics tells of users is what each of them did; and only who may know is told. */
class AnalyticsUsersTest {

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
        "UTC, 8, 0, , 'impression,click,order', PT1H",
        "Asia/Kolkata, 6, 1, scenario-1, 'impression,click,purchase', P2D",
        "UTC, 5, 1, , 'view,click', PT12H",
    })
    void aFunnelCountsUsers(String zone, int from, int to, String scenario, String steps, String within) {
        ZoneId clock = ZoneId.of(zone);
        JsonNode reply = data.ask(
                "funnel",
                "zone",
                zone,
                "scenario",
                scenario,
                "steps",
                steps,
                "within",
                within,
                "from",
                TODAY.minusDays(from).toString(),
                "to",
                TODAY.minusDays(to).toString());
        List<Event> events = data.truth.of(
                scenario,
                TODAY.minusDays(from).atStartOfDay(clock).toInstant(),
                TODAY.minusDays(to - 1L).atStartOfDay(clock).toInstant());
        long[] truth = AnalyticsTruth.funnel(events, List.of(steps.split(",")), Duration.parse(within));
        assertThat(truth[1]).isPositive();
        assertThat(users(reply.path("steps"))).containsExactly(truth);
        assertThat(reply.path("steps").path(1).path("from_first").doubleValue())
                .isEqualTo(100.0 * truth[1] / truth[0], within(0.000051));
        assertThat(reply.path("steps").path(0).path("from_previous").isNull()).isTrue();
    }

    private static long[] users(JsonNode steps) {
        long[] users = new long[steps.size()];
        for (int i = 0; i < users.length; i++) {
            users[i] = steps.path(i).path("users").longValue();
        }
        return users;
    }

    @Test
    void aFunnelTellsGroupsOfAnExperimentApart() {
        JsonNode reply = data.ask(
                "funnel",
                "experiment",
                "ranking",
                "within",
                "P1D",
                "from",
                TODAY.minusDays(8).toString());
        List<Event> events = data.truth.of(
                null, TODAY.minusDays(8).atStartOfDay(ZoneOffset.UTC).toInstant(), Instant.MAX);
        for (JsonNode group : reply.path("groups")) {
            String name = group.path("experiment_group").textValue();
            List<Event> own = AnalyticsTruth.byUser(events).values().stream()
                    .filter(all -> all.stream()
                            .map(Event::group)
                            .filter(g -> !g.isEmpty())
                            .findFirst()
                            .equals(java.util.Optional.ofNullable(name)))
                    .flatMap(List::stream)
                    .toList();
            assertThat(users(group.path("steps")))
                    .as(String.valueOf(name))
                    .containsExactly(
                            AnalyticsTruth.funnel(own, List.of("impression", "click", "order"), Duration.ofDays(1)));
        }
        assertThat(reply.path("groups")).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"UTC, active", "Asia/Shanghai, active", "Asia/Kolkata, active", "America/New_York, active"})
    void retentionFollowsTheUsersOfADay(String zone, String cohort) {
        assertRetention(zone, cohort, TODAY.minusDays(6), TODAY.minusDays(1));
    }

    @ParameterizedTest
    @CsvSource({"UTC", "Europe/Berlin", "Asia/Kolkata"})
    void newcomersCountOnTheirFirstDayEver(String zone) {
        assertRetention(zone, "new", LocalDate.parse("2025-10-24"), LocalDate.parse("2025-10-28"));
    }

    private static void assertRetention(String zone, String cohort, LocalDate from, LocalDate to) {
        JsonNode reply = data.ask(
                "retention",
                "zone",
                zone,
                "cohort",
                cohort,
                "periods",
                "4",
                "from",
                from.toString(),
                "to",
                to.toString());
        Map<LocalDate, Map<Integer, Long>> truth = data.truth.retention(ZoneId.of(zone), cohort.equals("new"));
        assertThat(reply.path("cohorts")).hasSize((int) (to.toEpochDay() - from.toEpochDay()) + 1);
        boolean some = false;
        for (JsonNode shown : reply.path("cohorts")) {
            LocalDate day = LocalDate.parse(shown.path("cohort").textValue());
            Map<Integer, Long> users = truth.getOrDefault(day, Map.of());
            for (JsonNode period : shown.path("retained")) {
                int after = period.path("period").intValue();
                if (day.plusDays(after)
                        .atStartOfDay(ZoneId.of(zone))
                        .toInstant()
                        .isAfter(Instant.now())) {
                    assertThat(period.path("users").isNull()).as("the future").isTrue();
                    assertThat(period.path("percentage").isNull()).isTrue();
                } else {
                    assertThat(period.path("users").longValue())
                            .as(day + " + " + after)
                            .isEqualTo(users.getOrDefault(after, 0L));
                    some |= after > 0 && users.getOrDefault(after, 0L) > 0;
                }
            }
        }
        assertThat(some).isTrue();
    }

    @Test
    void anExperimentComparesItsGroupsWithTheControlGroup() {
        JsonNode reply =
                data.ask("experiments/ranking", "from", TODAY.minusDays(8).toString());
        Map<String, List<Event>> truth =
                data
                        .truth
                        .of(
                                null,
                                TODAY.minusDays(8).atStartOfDay(ZoneOffset.UTC).toInstant(),
                                Instant.MAX)
                        .stream()
                        .filter(event -> event.experiment().equals("ranking"))
                        .collect(Collectors.groupingBy(Event::group));
        assertThat(reply.path("control").textValue()).isEqualTo("control");
        assertThat(reply.path("groups")).hasSize(truth.size());
        Proportion control = converted(truth.get("control"));
        for (JsonNode group : reply.path("groups")) {
            List<Event> own = truth.get(group.path("experiment_group").textValue());
            assertThat(group.path("users").longValue()).isEqualTo(distinct(own, Event::user));
            assertThat(group.path("clicks").longValue()).isEqualTo(count(own, "clicks"));
            assertThat(group.path("conversions").longValue()).isEqualTo(count(own, "conversions"));
            assertThat(group.path("converted_users").longValue())
                    .isEqualTo(converted(own).part());
            if (group.path("experiment_group").textValue().equals("control")) {
                assertThat(group.path("converted").isNull()).isTrue();
            } else {
                Comparison expected = Comparison.of(converted(own), control);
                assertThat(group.path("converted").path("too_few_users").booleanValue())
                        .isEqualTo(expected.tooFew());
                assertThat(group.path("converted").path("p_value").isNull()).isEqualTo(expected.p() == null);
            }
        }
        assertThat(data.ask("experiments/ranking", "control", "new")
                        .path("control")
                        .textValue())
                .isEqualTo("new");
        assertThat(data.ask("experiments/none").path("groups")).isEmpty();
    }

    private static Proportion converted(List<Event> own) {
        List<Event> orders =
                own.stream().filter(AnalyticsTruth.is("conversions")).toList();
        return new Proportion(distinct(orders, Event::user), distinct(own, Event::user));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dashboard?tenent=a | unknown-parameter | tenent",
                "dashboard?zone=UTC | missing-parameter | tenant",
                "dashboard?tenant=a&zone=Mars | bad-parameter | zone",
                "dashboard?tenant=a&from=2026-11-20&to=2026-11-19 | bad-range | to",
                "dashboard?tenant=a&from=2024-01-01T00:30:00Z&to=2024-01-02 | bad-range | to",
                "trend?tenant=a&granularity=year | bad-parameter | granularity",
                "trend?tenant=a&metrics=clicks,love | bad-parameter | metrics",
                "trend?tenant=a&granularity=minute | bad-range | to",
                "trend?tenant=a&granularity=hour&from=2026-01-01 | bad-range | to",
                "items/top?tenant=a&by=colour | bad-parameter | by",
                "items/top?tenant=a&limit=1001 | bad-parameter | limit",
                "items/distribution?tenant=a&dimension=moon | bad-parameter | dimension",
                "items/distribution?tenant=a&dimension=status&from=2026-11-01 | bad-parameter | from",
                "funnel?tenant=a&steps=impression,clik | bad-parameter | steps",
                "funnel?tenant=a&steps=click,click | bad-parameter | steps",
                "funnel?tenant=a&within=1h | bad-parameter | within",
                "funnel?tenant=a&from=2026-01-01 | bad-range | to",
                "retention?tenant=a&granularity=month | bad-parameter | granularity",
                "retention?tenant=a&periods=61 | bad-parameter | periods",
                "experiments/x?tenant=a&alpha=2 | bad-parameter | alpha",
                "experiments/ranking?tenant=acme&control=nobody | bad-parameter | control",
            })
    void aWrongQuestionIsToldSo(String question, String type, String parameter) {
        JsonNode problem = Problems.assertProblem(data.get("all-key", "/api/v1/analytics/" + question), 400, type);
        assertThat(problem.path("parameter").textValue()).isEqualTo(parameter);
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/analytics/dashboard?zone=UTC", "/api/v1/realtime/metrics?scenario=scenario-0"})
    void aKeyReadsItsOwnTenantAlone(String question) {
        HttpResponse<String> own = data.get("other-key", question);
        assertThat(own.statusCode()).as(own.body()).isEqualTo(200);
        assertThat(Problems.json(own.body()).path("tenant_id").textValue()).isEqualTo("other");
        assertThat(data.get("other-key", question, "tenant", "other").statusCode())
                .isEqualTo(200);
        Problems.assertProblem(data.get("other-key", question, "tenant", "acme"), 403, "foreign-tenant");
        Problems.assertProblem(data.get("sender-key", question), 403, "api-key-scope");
        Problems.assertProblem(data.get("no-key", question, "tenant", "acme"), 401, "api-key");
    }
}
