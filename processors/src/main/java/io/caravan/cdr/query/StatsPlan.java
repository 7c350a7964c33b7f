package io.caravan.cdr.query;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.caravan.hub.question.BadParameter;
import io.caravan.hub.question.TimeBuckets;

/**
 * Decides what statistics are added up from.
 *
 * @param source the coarsest that is exact
 * @param buckets what divides the time of the source
 */
record StatsPlan(StatsSource source, Optional<TimeBuckets> buckets) {

    private static final int HOUR_SECONDS = 3600;

    static StatsPlan of(TimeRange range, ZoneId zone, Optional<StatsGroup> unit, NodeZones zones, List<Integer> nodes) {
        if (range.instants().isEmpty()) {
            boolean hours = unit.equals(Optional.of(StatsGroup.HOUR));
            return checked(range, new StatsPlan(hours ? StatsSource.HOURS : StatsSource.DAYS, Optional.empty()));
        }
        TimeRange.Instants instants = range.instants().get();
        Optional<TimeBuckets> buckets =
                unit.map(u -> TimeBuckets.of(u.granularity(), zone, instants.from(), instants.to()));
        List<Instant> edges = Stream.concat(
                        Stream.of(instants.from(), instants.to()),
                        buckets.stream().flatMap(b -> b.starts().stream()))
                .toList();
        boolean wholeHours = zones.rules(nodes)
                .map(all -> all.stream().allMatch(rules -> fitsHours(rules, instants, edges)))
                .orElse(false);
        return checked(range, new StatsPlan(wholeHours ? StatsSource.HOURS : StatsSource.RECORDS, buckets));
    }

    /** Whether no edge cuts an hour on that clock in two. The hour that autumn repeats is stored as one of two hours. */
    private static boolean fitsHours(ZoneRules rules, TimeRange.Instants range, List<Instant> edges) {
        return edges.stream()
                        .allMatch(edge -> edge.getNano() == 0
                                && (edge.getEpochSecond()
                                                        + rules.getOffset(edge).getTotalSeconds())
                                                % HOUR_SECONDS
                                        == 0)
                && repeatedHours(rules, range).noneMatch(edges::contains);
    }

    /** The instants at which the clock is put back within the range. */
    private static Stream<Instant> repeatedHours(ZoneRules rules, TimeRange.Instants range) {
        return Stream.iterate(
                        rules.nextTransition(range.from().minusMillis(1)),
                        next -> next != null && !next.getInstant().isAfter(range.to()),
                        next -> rules.nextTransition(next.getInstant()))
                .filter(ZoneOffsetTransition::isOverlap)
                .map(ZoneOffsetTransition::getInstant);
    }

    private static StatsPlan checked(TimeRange range, StatsPlan plan) {
        Duration length = range.instants()
                .map(instants ->
                        Duration.between(instants.from(), instants.to()).minusHours(2))
                .orElseGet(() -> Duration.ofDays(
                        range.lastDay().toEpochDay() - range.firstDay().toEpochDay() + 1));
        int most = plan.source.mostDays();
        if (length.compareTo(Duration.ofDays(most)) > 0) {
            throw BadParameter.range("from and to may be at most " + most + " days apart here: "
                    + switch (plan.source) {
                        case DAYS -> "that is the limit for statistics of days.";
                        case HOURS -> "the question is answered from statistics of hours.";
                        case RECORDS ->
                            "the range or the zone does not fit whole hours of the nodes, so that every record"
                                    + " is looked at.";
                    });
        }
        return plan;
    }
}
