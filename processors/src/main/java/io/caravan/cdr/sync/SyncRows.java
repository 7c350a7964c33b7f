package io.caravan.cdr.sync;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Rows about jobs as lines of JSON, the way ClickHouse takes and gives them. */
public final class SyncRows {

    private final ObjectMapper json;

    public SyncRows(ObjectMapper json) {
        this.json = json;
    }

    public List<SyncJob> jobs(InputStream lines) throws IOException {
        return read(lines, SyncJob.class);
    }

    public List<SyncFigures> figures(InputStream lines) throws IOException {
        return read(lines, SyncFigures.class);
    }

    public List<SyncWindow> windows(InputStream lines) throws IOException {
        return read(lines, SyncWindow.class);
    }

    public List<SyncTarget> targets(InputStream lines) throws IOException {
        return read(lines, SyncTarget.class);
    }

    public String write(SyncJob job) throws JsonProcessingException {
        return json.writeValueAsString(job);
    }

    private <T> List<T> read(InputStream lines, Class<T> type) throws IOException {
        try (MappingIterator<T> rows = json.readerFor(type).readValues(lines)) {
            return rows.readAll();
        }
    }
}
