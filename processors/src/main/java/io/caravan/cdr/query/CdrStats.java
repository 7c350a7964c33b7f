package io.caravan.cdr.query;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.camel.Exchange;

import io.caravan.cdr.VosNodes;
import io.caravan.hub.question.RequestParameters;
import io.caravan.hub.question.Statement;
import io.caravan.hub.question.Values;

/** {@code GET /api/v1/cdrs/stats}: a request as a question, rows of sums as figures. */
public final class CdrStats {

    private static final int USUAL_GROUPS = 1000;
    private static final int MOST_GROUPS = 10_000;
    private static final Set<String> NAMES = Set.of(
            "node", "from", "to", "zone", "account", "accounts", "callerGateway", "calleeGateway", "groupBy", "limit");

    private final NodeZones zones;
    private final RangeReader ranges;
    private final Clock clock;

    public CdrStats(VosNodes nodes, Clock clock) {
        this.zones = new NodeZones(nodes);
        this.ranges = new RangeReader(zones, StatsSource.DAYS.mostDays());
        this.clock = clock;
    }

    /** @throws io.caravan.hub.http.ProblemException 400 naming the parameter that makes no sense */
    public StatsQuestion question(Exchange exchange) {
        RequestParameters parameters = RequestParameters.of(exchange, NAMES);
        List<Integer> nodes = Values.integers(parameters, "node", 1);
        var zone = zones.zone(parameters, nodes);
        TimeRange range = ranges.read(parameters, zone, nodes, clock.instant());
        List<StatsGroup> groups = StatsGroup.read(parameters);
        Optional<StatsGroup> unit = groups.stream().filter(StatsGroup::ofTime).findFirst();
        StatsPlan plan = StatsPlan.of(range, zone, unit, zones, nodes);
        return new StatsQuestion(
                nodes,
                zone,
                range,
                FilterReader.accounts(parameters),
                parameters.all("callerGateway"),
                parameters.all("calleeGateway"),
                groups,
                plan.source(),
                plan.buckets(),
                parameters
                        .one("limit")
                        .map(text -> Values.integer("limit", text, 1, MOST_GROUPS))
                        .orElse(USUAL_GROUPS));
    }

    /** Asks for one group more than the reply holds: it tells whether some are left out. */
    public Statement sums(StatsQuestion question) {
        return StatsSql.of(question);
    }

    public Map<String, Object> reply(StatsQuestion question, List<Map<String, Object>> rows) {
        List<Map<String, Object>> groups = new ArrayList<>();
        Map<String, Object> totals = StatsFigures.none();
        for (Map<String, Object> row : rows) {
            if (StatsSql.isTotal(row)) {
                totals = StatsFigures.of(row, question.zone());
            } else if (groups.size() < question.limit()) {
                groups.add(StatsFigures.group(row, question));
            }
        }
        Map<String, Object> reply = new LinkedHashMap<>();
        if (!question.groups().isEmpty()) {
            reply.put("groups", groups);
            reply.put("count", groups.size());
            reply.put("truncated", rows.size() > question.limit() + 1);
        }
        reply.put("totals", totals);
        reply.put("zone", question.zone().getId());
        reply.put("source", question.source().name().toLowerCase(Locale.ROOT));
        return reply;
    }
}
