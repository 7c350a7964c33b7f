package io.caravan.cdr;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Ledger entries as lines of JSON, the way ClickHouse takes and gives them. */
public final class LedgerRows {

    private final ObjectMapper json;

    public LedgerRows(ObjectMapper json) {
        this.json = json;
    }

    public List<LedgerEntry> read(InputStream lines) throws IOException {
        try (MappingIterator<LedgerEntry> entries =
                json.readerFor(LedgerEntry.class).readValues(lines)) {
            return entries.readAll();
        }
    }

    /** One entry or a collection of them; empty when there is none. */
    public String write(Object entries) throws JsonProcessingException {
        var lines = new StringBuilder();
        for (Object entry : entries instanceof Collection<?> many ? many : List.of(entries)) {
            lines.append(json.writeValueAsString(entry)).append('\n');
        }
        return lines.toString();
    }
}
