package io.caravan.cdr.query;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.cdr.VosNodes;

import static org.assertj.core.api.Assertions.assertThat;

/** Around the hour that autumn repeats in Berlin, 2026-10-25 00:00Z to 02:00Z, statistics of hours are used only where exact. */
class StatsPlanTest {

    private static final List<Integer> BERLIN = List.of(1);

    private NodeZones zones;

    @BeforeEach
    void nodes(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("nodes.yaml"), """
                nodes:
                  - id: 1
                    name: berlin
                    baseUrl: http://127.0.0.1:9
                    zone: Europe/Berlin
                """);
        zones = new NodeZones(new VosNodes(file, text -> text));
    }

    @Test
    void aRangeThatHoldsBothOfTheHoursFits() {
        assertThat(source("2026-10-24T00:00:00Z", "2026-10-26T00:00:00Z", "UTC", StatsGroup.DAY))
                .isEqualTo(StatsSource.HOURS);
        assertThat(source("2026-10-25T00:00:00Z", "2026-10-25T02:00:00Z", "UTC", null))
                .isEqualTo(StatsSource.HOURS);
    }

    @Test
    void aRangeThatHoldsOneOfThemDoesNot() {
        assertThat(source("2026-10-25T01:00:00Z", "2026-10-25T05:00:00Z", "UTC", null))
                .isEqualTo(StatsSource.RECORDS);
        assertThat(source("2026-10-24T00:00:00Z", "2026-10-25T01:00:00Z", "UTC", null))
                .isEqualTo(StatsSource.RECORDS);
    }

    @Test
    void aDayOfAnotherZoneThatBeginsBetweenThemDoesNot() {
        assertThat(source("2026-10-24T05:00:00Z", "2026-10-26T05:00:00Z", "-01:00", StatsGroup.DAY))
                .isEqualTo(StatsSource.RECORDS);
        assertThat(source("2026-10-24T05:00:00Z", "2026-10-26T05:00:00Z", "-01:00", StatsGroup.MONTH))
                .isEqualTo(StatsSource.HOURS);
    }

    @Test
    void hoursOneByOneDoNotAsTheyCannotBeToldApart() {
        assertThat(source("2026-10-24T00:00:00Z", "2026-10-26T00:00:00Z", "UTC", StatsGroup.HOUR))
                .isEqualTo(StatsSource.RECORDS);
        assertThat(source("2026-10-26T00:00:00Z", "2026-10-28T00:00:00Z", "UTC", StatsGroup.HOUR))
                .isEqualTo(StatsSource.HOURS);
    }

    @Test
    void ofANodeWhoseZoneIsForgottenTheRecordsThemselvesAreAdded() {
        TimeRange range =
                TimeRange.between(Instant.parse("2026-10-01T00:00:00Z"), Instant.parse("2026-10-02T00:00:00Z"));
        assertThat(StatsPlan.of(range, ZoneId.of("UTC"), Optional.empty(), zones, List.of(7))
                        .source())
                .isEqualTo(StatsSource.RECORDS);
    }

    private StatsSource source(String from, String to, String zone, StatsGroup unit) {
        TimeRange range = TimeRange.between(Instant.parse(from), Instant.parse(to));
        return StatsPlan.of(range, ZoneId.of(zone), Optional.ofNullable(unit), zones, BERLIN)
                .source();
    }
}
