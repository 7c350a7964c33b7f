package io.caravan.hub;

import java.time.Clock;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.caravan.cdr.VosNodes;
import io.caravan.cdr.query.CdrExports;
import io.caravan.cdr.query.CdrLive;
import io.caravan.cdr.query.CdrPages;
import io.caravan.cdr.query.CdrStats;
import io.caravan.cdr.query.LiveProblems;
import io.caravan.hub.config.HubProperties;

/** The verbs of questions about call records, by the names routes call them. */
final class CdrQueryBeans {

    private CdrQueryBeans() {}

    static Map<String, Object> of(HubProperties properties, VosNodes nodes, ObjectMapper json, Clock clock) {
        return Map.of(
                "cdrPages", new CdrPages(nodes, clock),
                "cdrStats", new CdrStats(nodes, clock),
                "cdrLive", new CdrLive(nodes, json, clock),
                "liveProblems", new LiveProblems(),
                "cdrExports", new CdrExports(nodes, clock, properties.integer("caravan.cdr.export.most-rows")));
    }
}
