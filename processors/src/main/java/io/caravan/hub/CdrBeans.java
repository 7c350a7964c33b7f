package io.caravan.hub;

import java.time.Clock;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.caravan.cdr.CdrLedger;
import io.caravan.cdr.CdrQuestions;
import io.caravan.cdr.GetCdr;
import io.caravan.cdr.LedgerRows;
import io.caravan.cdr.NodeTurns;
import io.caravan.cdr.PullRuns;
import io.caravan.cdr.PullTimes;
import io.caravan.cdr.VosAccounts;
import io.caravan.cdr.VosNodes;
import io.caravan.cdr.WindowPlanner;
import io.caravan.hub.config.HubProperties;
import io.caravan.hub.config.Placeholders;

/** The verbs of the stream cdr, by the names routes call them. */
final class CdrBeans {

    private CdrBeans() {}

    static Map<String, Object> of(HubProperties properties, ObjectMapper json, Clock clock) {
        var times = new PullTimes(
                properties.integer("caravan.cdr.pull.days-back"),
                properties.duration("caravan.cdr.pull.refresh"),
                properties.duration("caravan.cdr.pull.settle"),
                properties.duration("caravan.cdr.pull.retry-first"),
                properties.duration("caravan.cdr.pull.retry-last"));
        return Map.of(
                "vosNodes",
                        new VosNodes(properties.path("caravan.cdr.nodes"), text -> Placeholders.fill(text, properties)),
                "nodeTurns", new NodeTurns(),
                "pullRuns", new PullRuns(clock),
                "windowPlanner", new WindowPlanner(times, clock),
                "vosAccounts", new VosAccounts(times.refresh(), clock),
                "getCdr", new GetCdr(json, properties.integer("caravan.cdr.store.batch-rows")),
                "cdrLedger", new CdrLedger(times, clock),
                "ledgerRows", new LedgerRows(json),
                "cdrQuestions", new CdrQuestions(clock));
    }
}
