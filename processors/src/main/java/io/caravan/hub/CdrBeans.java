package io.caravan.hub;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.caravan.cdr.CdrLedger;
import io.caravan.cdr.CdrQuestions;
import io.caravan.cdr.CdrStatements;
import io.caravan.cdr.GetCdr;
import io.caravan.cdr.LedgerRows;
import io.caravan.cdr.NodeCalls;
import io.caravan.cdr.NodeTurns;
import io.caravan.cdr.OwnCount;
import io.caravan.cdr.PullFaults;
import io.caravan.cdr.PullTimes;
import io.caravan.cdr.RetryPauses;
import io.caravan.cdr.VosAccounts;
import io.caravan.cdr.VosGateways;
import io.caravan.cdr.VosNodes;
import io.caravan.cdr.WindowPlanner;
import io.caravan.hub.config.ConfigException;
import io.caravan.hub.config.HubProperties;
import io.caravan.hub.config.Placeholders;
import io.caravan.hub.lease.Leases;

/** The verbs of the stream cdr, by the names routes call them. */
final class CdrBeans {

    private CdrBeans() {}

    static Map<String, Object> of(HubProperties properties, ObjectMapper json, Clock clock, Leases leases) {
        var times = new PullTimes(
                properties.integer("caravan.cdr.pull.days-back"),
                properties.duration("caravan.cdr.pull.refresh"),
                properties.duration("caravan.cdr.pull.settle"),
                properties.integers("caravan.cdr.pull.re-pulls"));
        var pauses = new RetryPauses(
                properties.duration("caravan.cdr.pull.retry-first"),
                properties.duration("caravan.cdr.pull.retry-last"),
                () -> ThreadLocalRandom.current().nextDouble());
        Map<String, Object> beans = new LinkedHashMap<>();
        beans.put(
                "vosNodes",
                new VosNodes(properties.path("caravan.cdr.nodes"), text -> Placeholders.fill(text, properties)));
        beans.put(
                "nodeTurns",
                new NodeTurns(
                        leases,
                        atLeastASecond(properties, "caravan.cdr.pull.lease"),
                        atLeastASecond(properties, "caravan.cdr.pull.turn-limit"),
                        clock));
        beans.put(
                "windowPlanner", new WindowPlanner(times, properties.integer("caravan.cdr.pull.days-per-call"), clock));
        beans.put("nodeCalls", new NodeCalls());
        beans.put("vosAccounts", new VosAccounts(times.refresh(), clock));
        beans.put("vosGateways", new VosGateways());
        beans.put("ownCount", new OwnCount());
        beans.put("getCdr", new GetCdr(json, times, properties.integer("caravan.cdr.store.batch-rows")));
        beans.put("pullFaults", new PullFaults());
        beans.put("cdrLedger", new CdrLedger(times, pauses, clock));
        beans.put("ledgerRows", new LedgerRows(json));
        beans.put("cdrStatements", new CdrStatements(json));
        beans.put("cdrQuestions", new CdrQuestions(clock));
        return beans;
    }

    private static Duration atLeastASecond(HubProperties properties, String key) {
        Duration value = properties.duration(key);
        if (value.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new ConfigException(key + " = " + properties.get(key) + ": at least PT1S is wanted");
        }
        return value;
    }
}
