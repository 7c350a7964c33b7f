package io.caravan.cdr.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;

import io.caravan.cdr.reconciliation.RequestFields;

/** Rows of {@code cdr_files} the way ClickHouse takes and gives them, and the parameters of questions about them. */
public final class FileRows {

    private static final int MOST_ROWS = 1000;

    private final ObjectMapper json;

    public FileRows(ObjectMapper json) {
        this.json = json;
    }

    public Map<String, Object> question(DroppedFile file) {
        return Map.of("node", file.node().id(), "sha256", file.sha256());
    }

    /** What is known of the content; empty when it is new. */
    public List<FileEntry> read(InputStream lines) throws IOException {
        try (MappingIterator<FileEntry> entries =
                json.readerFor(FileEntry.class).readValues(lines)) {
            return entries.readAll();
        }
    }

    public String write(FileEntry entry) throws JsonProcessingException {
        return json.writeValueAsString(entry) + "\n";
    }

    /** Parameters of {@code GET /api/v1/cdrs/files}: node, state, limit. */
    public Map<String, Object> list(Exchange exchange) {
        var fields = new RequestFields(exchange.getMessage());
        return Map.of(
                "node", fields.number("node", 0, Integer.MAX_VALUE),
                "state", fields.word("state", List.of("taking", "done", "failed")),
                "limit", fields.number("limit", 100, MOST_ROWS));
    }

    public Map<String, Object> reply(List<Map<String, Object>> rows) {
        return Map.of("files", rows, "count", rows.size());
    }
}
