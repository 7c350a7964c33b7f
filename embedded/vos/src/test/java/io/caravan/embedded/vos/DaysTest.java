package io.caravan.embedded.vos;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A record belongs to the local day of its start, in the zone of its node, whatever the clocks do. */
class DaysTest extends SimulatorTest {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final ZoneId GERMANY = ZoneId.of("Europe/Berlin");

    @Test
    void daysAreThoseOfTheNodesZone() throws Exception {
        assertThat(shanghai.cdrs("80012001", YESTERDAY, YESTERDAY))
                .allMatch(cdr -> begin(cdr, CHINA).toLocalDate().equals(YESTERDAY))
                .as("and not those of UTC")
                .anyMatch(cdr -> begin(cdr, ZoneId.of("UTC")).toLocalDate().equals(YESTERDAY.minusDays(1)));
        assertThat(berlin.cdrs("80012001", YESTERDAY, YESTERDAY))
                .isNotEmpty()
                .allMatch(cdr -> begin(cdr, GERMANY).toLocalDate().equals(YESTERDAY));
    }

    @Test
    void bothEndsOfARangeAreIncluded() throws Exception {
        List<JsonNode> both = shanghai.cdrs("80012001", YESTERDAY.minusDays(1), YESTERDAY);
        List<JsonNode> first = shanghai.cdrs("80012001", YESTERDAY.minusDays(1), YESTERDAY.minusDays(1));
        List<JsonNode> second = shanghai.cdrs("80012001", YESTERDAY, YESTERDAY);
        assertThat(both)
                .hasSize(first.size() + second.size())
                .containsAll(first)
                .containsAll(second);
    }

    @Test
    void callsThatCrossMidnightBelongToTheDayTheyBeginOn() throws Exception {
        simulator.knobs(Map.of("hugeAccountRecords", 20_000));
        List<JsonNode> day = shanghai.cdrs("wholesale-huge", YESTERDAY.minusDays(1), YESTERDAY.minusDays(1));
        List<JsonNode> crossing = day.stream()
                .filter(cdr -> end(cdr, CHINA).toLocalDate().equals(YESTERDAY))
                .toList();
        assertThat(crossing).isNotEmpty();
        assertThat(shanghai.cdrs("wholesale-huge", YESTERDAY, YESTERDAY)).doesNotContainAnyElementsOf(crossing);
    }

    @Test
    void theDayWithoutAnHour() throws Exception {
        List<JsonNode> cdrs = hugeDayInBerlin(LocalDate.of(2026, 3, 29));
        assertThat(cdrs).noneMatch(cdr -> begin(cdr, GERMANY).getHour() == 2);
        assertThat(span(cdrs)).isBetween(Duration.ofMinutes(22 * 60 + 45), Duration.ofHours(23));
    }

    @Test
    void theDayWithAnHourTwice() throws Exception {
        List<JsonNode> cdrs = hugeDayInBerlin(LocalDate.of(2026, 10, 25));
        assertThat(cdrs)
                .filteredOn(cdr -> begin(cdr, GERMANY).getHour() == 2)
                .extracting(cdr -> begin(cdr, GERMANY).getOffset().toString())
                .contains("+02:00", "+01:00");
        assertThat(span(cdrs)).isBetween(Duration.ofMinutes(24 * 60 + 45), Duration.ofHours(25));
    }

    @Test
    void todayHasOnlyTheCallsThatHaveEnded() throws Exception {
        long noon = Instant.parse("2026-07-21T04:00:00Z").toEpochMilli();
        List<JsonNode> atNoon = shanghai.cdrs("80012001", TODAY, TODAY);
        assertThat(atNoon).isNotEmpty().allMatch(cdr -> cdr.get("stop").longValue() <= noon);
        simulator.knobs(Map.of("now", "2026-07-22T04:00:00Z"));
        List<JsonNode> nextDay = shanghai.cdrs("80012001", TODAY, TODAY);
        assertThat(nextDay).containsAll(atNoon);
        assertThat(nextDay.stream().filter(cdr -> cdr.get("stop").longValue() <= noon))
                .as("nothing was missing at noon")
                .hasSameSizeAs(atNoon);
        assertThat(nextDay)
                .anyMatch(cdr -> begin(cdr, CHINA).toLocalDateTime().isAfter(LocalDateTime.of(2026, 7, 21, 18, 0)));
    }

    @Test
    void tomorrowAndTheTimeBeforeTheNodesHaveNoCalls() throws Exception {
        assertThat(shanghai.cdrs("80012001", TODAY.plusDays(1), TODAY.plusDays(2)))
                .isEmpty();
        LocalDate longAgo = LocalDate.of(2019, 12, 31);
        assertThat(shanghai.cdrs("80012001", longAgo, longAgo)).isEmpty();
    }

    private List<JsonNode> hugeDayInBerlin(LocalDate day) throws Exception {
        simulator.knobs(Map.of("hugeAccountRecords", 10_000, "now", "2026-12-01T00:00:00Z"));
        List<JsonNode> cdrs = berlin.cdrs("wholesale-huge", day, day);
        assertThat(cdrs)
                .hasSize(10_000)
                .allMatch(cdr -> begin(cdr, GERMANY).toLocalDate().equals(day));
        return cdrs;
    }

    private static Duration span(List<JsonNode> cdrs) {
        long first = cdrs.stream()
                .mapToLong(cdr -> cdr.get("start").longValue())
                .min()
                .orElseThrow();
        long last = cdrs.stream()
                .mapToLong(cdr -> cdr.get("start").longValue())
                .max()
                .orElseThrow();
        return Duration.ofMillis(last - first);
    }

    private static ZonedDateTime begin(JsonNode cdr, ZoneId zone) {
        return Instant.ofEpochMilli(cdr.get("start").longValue()).atZone(zone);
    }

    private static ZonedDateTime end(JsonNode cdr, ZoneId zone) {
        return Instant.ofEpochMilli(cdr.get("stop").longValue()).atZone(zone);
    }
}
