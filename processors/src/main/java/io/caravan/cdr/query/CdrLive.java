package io.caravan.cdr.query;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;

import io.caravan.cdr.NewestRecords;
import io.caravan.cdr.VosNode;
import io.caravan.cdr.VosNodes;
import io.caravan.hub.question.BadParameter;
import io.caravan.hub.question.Point;
import io.caravan.hub.question.RequestParameters;
import io.caravan.hub.question.Times;
import io.caravan.hub.question.Values;

/** {@code GET /api/v1/cdrs/live}: a request as a GetCdr question, the node's reply as a page. */
public final class CdrLive {

    private static final Set<String> NAMES = Set.of("node", "account", "day", "zone", "limit");
    private static final int USUAL_ROWS = 100;
    private static final int MOST_ROWS = 1000;

    private final VosNodes nodes;
    private final NodeZones zones;
    private final ObjectMapper json;
    private final Clock clock;

    public CdrLive(VosNodes nodes, ObjectMapper json, Clock clock) {
        this.nodes = nodes;
        this.zones = new NodeZones(nodes);
        this.json = json;
        this.clock = clock;
    }

    /** @throws io.caravan.hub.http.ProblemException 400 naming the parameter that makes no sense, 404 for an unknown node */
    public LiveQuestion question(Exchange exchange) {
        RequestParameters parameters = RequestParameters.of(exchange, NAMES);
        int id = parameters
                .one("node")
                .map(text -> Values.integer("node", text, 1, Integer.MAX_VALUE))
                .orElseThrow(() -> BadParameter.problem(
                        "missing-parameter", "node", "node is missing: the id of a VOS node is wanted."));
        VosNode node = nodes.enabled().stream()
                .filter(known -> known.id() == id)
                .findFirst()
                .orElseThrow(() -> LiveProblems.noSuchNode(id));
        String account = parameters
                .one("account")
                .orElseThrow(() -> BadParameter.problem(
                        "missing-parameter",
                        "account",
                        "account is missing: a node is asked for one account at a time."));
        ZoneId zone = zones.zone(parameters, List.of(id));
        return new LiveQuestion(
                node,
                account,
                day(parameters, node),
                zone,
                parameters
                        .one("limit")
                        .map(text -> Values.integer("limit", text, 1, MOST_ROWS))
                        .orElse(USUAL_ROWS));
    }

    private LocalDate day(RequestParameters parameters, VosNode node) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), node.zone());
        LocalDate day = parameters
                .one("day")
                .map(text -> Point.read("day", text, node.zone()))
                .map(point -> {
                    if (point instanceof Point.Day whole) {
                        return whole.day();
                    }
                    throw BadParameter.of("day", "a day such as 2026-11-20 is");
                })
                .orElse(today);
        if (day.isAfter(today)) {
            throw BadParameter.of("day", "a day up to " + today + ", which it is where the node is, is");
        }
        return day;
    }

    /** The body for the node; both days are inclusive there. */
    public String ask(LiveQuestion question) throws JsonProcessingException {
        String day = DateTimeFormatter.BASIC_ISO_DATE.format(question.day());
        return json.writeValueAsString(
                Map.of("accounts", List.of(question.account()), "beginTime", day, "endTime", day));
    }

    /** The newest records of the reply, with the node's own fields; nothing of it is stored. */
    public Map<String, Object> reply(LiveQuestion question, InputStream body) throws IOException {
        NewestRecords newest = NewestRecords.read(body, question.limit());
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put(
                "cdrs",
                newest.records().stream()
                        .map(record -> record(record, question))
                        .toList());
        reply.put("count", newest.records().size());
        reply.put("total", newest.total());
        reply.put("zone", question.zone().getId());
        return reply;
    }

    private static Map<String, Object> record(JsonNode sent, LiveQuestion question) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("nodeId", question.node().id());
        record.put("day", question.day().toString());
        sent.fields()
                .forEachRemaining(field -> record.put(
                        field.getKey(),
                        Fields.kind(field.getKey()) == Fields.Kind.TIME
                                        && field.getValue().isIntegralNumber()
                                ? Times.text(
                                        Instant.ofEpochMilli(field.getValue().longValue())
                                                .atZone(ZoneOffset.UTC),
                                        question.zone())
                                : field.getValue()));
        return record;
    }
}
