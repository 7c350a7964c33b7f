package io.caravan.cdr.query;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.caravan.hub.http.ProblemException;
import io.caravan.hub.question.BadParameter;
import io.caravan.hub.question.RequestParameters;
import io.caravan.hub.question.Values;

/** The parameters that choose call records, for the list and the export alike. */
final class FilterReader {

    static final Set<String> NAMES = Set.of(
            "node",
            "from",
            "to",
            "zone",
            "account",
            "accounts",
            "caller",
            "callee",
            "number",
            "callerGateway",
            "calleeGateway",
            "endReason",
            "minFee",
            "maxFee",
            "fee",
            "answered");

    /** The text indexes know fragments of this length; a shorter one is looked for in every record of the range. */
    static final int INDEXED_CHARACTERS = 4;

    private static final int MOST_DAYS = 366;
    private static final int MOST_DAYS_OF_SHORT_FRAGMENTS = 31;

    private final NodeZones zones;
    private final RangeReader ranges;

    FilterReader(NodeZones zones) {
        this.zones = zones;
        this.ranges = new RangeReader(zones, MOST_DAYS);
    }

    /**
     * @param asOf the moment that decides what today is
     * @throws ProblemException 400 for whatever makes no sense
     */
    CdrFilter read(RequestParameters parameters, Instant asOf) {
        List<Integer> nodes = Values.integers(parameters, "node", 1);
        ZoneId zone = zones.zone(parameters, nodes);
        return new CdrFilter(
                nodes,
                zone,
                range(parameters, zone, nodes, asOf),
                accounts(parameters),
                parameters.one("caller"),
                parameters.one("callee"),
                parameters.one("number"),
                parameters.all("callerGateway"),
                parameters.all("calleeGateway"),
                Values.integers(parameters, "endReason", Integer.MIN_VALUE),
                Values.money(parameters, "minFee"),
                Values.money(parameters, "maxFee"),
                onlyWithFee(parameters),
                Values.flag(parameters, "answered"));
    }

    private Optional<TimeRange> range(RequestParameters parameters, ZoneId zone, List<Integer> nodes, Instant asOf) {
        List<String> fragments = Stream.of("caller", "callee", "number")
                .filter(name -> parameters.one(name).isPresent())
                .toList();
        boolean given = RangeReader.given(parameters);
        if (!fragments.isEmpty()
                && fragments.stream()
                        .anyMatch(name -> indexed(parameters.one(name).get()))
                && !given) {
            return Optional.empty();
        }
        if (!fragments.isEmpty() && !given) {
            throw tooShort(fragments.get(0));
        }
        TimeRange range = ranges.read(parameters, zone, nodes, asOf);
        boolean slow = !fragments.isEmpty()
                && fragments.stream()
                        .noneMatch(name -> indexed(parameters.one(name).get()));
        if (slow && days(range).compareTo(Duration.ofDays(MOST_DAYS_OF_SHORT_FRAGMENTS)) > 0) {
            throw tooShort(fragments.get(0));
        }
        return Optional.of(range);
    }

    static List<String> accounts(RequestParameters parameters) {
        return Stream.concat(parameters.all("account").stream(), parameters.list("accounts").stream())
                .distinct()
                .toList();
    }

    static boolean indexed(String fragment) {
        return fragment.codePointCount(0, fragment.length()) >= INDEXED_CHARACTERS;
    }

    private static Duration days(TimeRange range) {
        return range.instants()
                .map(instants ->
                        Duration.between(instants.from(), instants.to()).minusHours(2))
                .orElseGet(() -> Duration.ofDays(
                        range.lastDay().toEpochDay() - range.firstDay().toEpochDay() + 1));
    }

    private static ProblemException tooShort(String name) {
        return BadParameter.problem(
                "fragment-too-short",
                name,
                name + ": give at least " + INDEXED_CHARACTERS + " characters of the number, or from and to at most "
                        + MOST_DAYS_OF_SHORT_FRAGMENTS + " days apart.");
    }

    private static boolean onlyWithFee(RequestParameters parameters) {
        return parameters
                .one("fee")
                .map(text -> {
                    if (!text.equals("positive")) {
                        throw BadParameter.of("fee", "positive, the only choice, or minFee or maxFee is");
                    }
                    return true;
                })
                .orElse(false);
    }
}
