package io.caravan.cdr;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Parameters of the statements that the CDR store is asked, and readers of its answers. */
public final class CdrStatements {

    private final ObjectMapper json;

    public CdrStatements(ObjectMapper json) {
        this.json = json;
    }

    private record StoredDay(LocalDate day, @JsonUnwrapped Figures figures) {}

    public Map<String, Object> ofNode(VosNode node) {
        return Map.of("node", node.id());
    }

    /** Node, account, first and last day of adjacent windows of an account. */
    public Map<String, Object> ofWindows(List<Window> windows) {
        Window first = windows.get(0);
        return Map.of(
                "node", first.node().id(),
                "account", first.account(),
                "from", first.day(),
                "to", windows.get(windows.size() - 1).day());
    }

    /** Reads what the store holds to its end. */
    public KnownRecords known(InputStream body) throws IOException {
        try (body) {
            return KnownRecords.read(body);
        }
    }

    /** What the store holds, by day. */
    public Map<LocalDate, Figures> stored(InputStream lines) throws IOException {
        Map<LocalDate, Figures> stored = new HashMap<>();
        try (MappingIterator<StoredDay> days = json.readerFor(StoredDay.class).readValues(lines)) {
            days.forEachRemaining(day -> stored.put(day.day(), day.figures()));
        }
        return stored;
    }
}
