package io.caravan.query.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Answers of the store that are JSON objects, one a line. */
public final class QueryRows {

    private final ObjectMapper json;

    public QueryRows(ObjectMapper json) {
        this.json = json;
    }

    /** Reads the answer to its end. */
    public List<JsonNode> read(InputStream answer) throws IOException {
        try (answer) {
            return json.readerFor(JsonNode.class).<JsonNode>readValues(answer).readAll();
        }
    }

    /** What a plan reads, of the answer of EXPLAIN. */
    public QueryReads reads(InputStream answer) throws IOException {
        return QueryReads.of(json.readTree(read(answer).get(0).path("explain").textValue()));
    }

    /** The objects as they stand in the answer. */
    static List<String> lines(InputStream answer) throws IOException {
        try (var reader = new BufferedReader(new InputStreamReader(answer, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}
