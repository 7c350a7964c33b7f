package io.caravan.cdr.reconciliation;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.caravan.cdr.VosNode;

/** Totals of nodes the way ClickHouse takes them, and the parameters that ask which are due. */
public final class NodeTotalsRows {

    private final ObjectMapper json;
    private final Clock clock;

    public NodeTotalsRows(ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    public Map<String, Object> due(VosNode node, List<String> accounts) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), node.zone());
        return Map.of("node", node.id(), "accounts", accounts, "today", today);
    }

    /** One line of JSON a row. */
    public String write(List<?> rows) throws JsonProcessingException {
        var lines = new StringBuilder();
        for (Object row : rows) {
            lines.append(json.writeValueAsString(row)).append('\n');
        }
        return lines.toString();
    }
}
