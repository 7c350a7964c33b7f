package io.caravan.query.http;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.util.RawValue;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

import io.caravan.hub.http.Attachment;
import io.caravan.hub.http.FileReply;
import io.caravan.query.Plan;

/** Answers of the store as replies to clients. */
public final class QueryReplies {

    /** A client that takes nothing for so long is given up. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** A page, with the cursor of the next one while there are more rows. */
    public Map<String, Object> page(QueryQuestion question, Plan plan, InputStream answer) throws IOException {
        List<String> lines = QueryRows.lines(answer);
        List<RawValue> rows =
                lines.stream().limit(question.rows()).map(RawValue::new).toList();
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("columns", plan.columns());
        reply.put("rows", rows);
        reply.put("count", rows.size());
        reply.put(
                "cursor",
                lines.size() > rows.size()
                        ? question.asked().cursorAfter(rows.size()).orElse(null)
                        : null);
        return reply;
    }

    /** Sends the store's stream to the client as it comes; there is nothing left to reply then. */
    public void send(QueryQuestion question, Exchange exchange) throws IOException, InterruptedException {
        Message message = exchange.getMessage();
        new FileReply(question.request(), PATIENCE)
                .send(
                        message.getBody(InputStream.class),
                        question.format().contentType(),
                        Attachment.named(
                                question.view().name() + "." + question.format().extension()));
        message.removeHeaders("*");
        message.setBody("");
    }

    /**
     * How the question would be answered.
     *
     * @param estimate rows, parts and marks of each table
     * @param sizes bytes of a row in each column of those tables
     */
    public Map<String, Object> explain(Plan plan, List<JsonNode> estimate, QueryReads reads, List<JsonNode> sizes) {
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("sql", plan.sql());
        reply.put("parameters", plan.parameters());
        reply.put("reasons", plan.reasons());
        reply.put("columns", plan.columns());
        reply.put("estimate", sums(estimate, bytesOfRows(reads, sizes)));
        return reply;
    }

    private static Map<String, Long> sums(List<JsonNode> estimate, Map<String, Double> bytesOfRows) {
        Map<String, Long> sums = new LinkedHashMap<>();
        for (String figure : List.of("rows", "parts", "marks")) {
            sums.put(
                    figure,
                    estimate.stream()
                            .mapToLong(row -> row.path(figure).asLong())
                            .sum());
        }
        sums.put(
                "bytes",
                estimate.stream()
                        .mapToLong(row ->
                                Math.round(row.path("rows").asLong() * bytesOfRows.getOrDefault(table(row), 0.0)))
                        .sum());
        return sums;
    }

    private static Map<String, Double> bytesOfRows(QueryReads reads, List<JsonNode> sizes) {
        Map<String, Double> bytes = new HashMap<>();
        for (JsonNode column : sizes) {
            if (reads.columns()
                    .getOrDefault(table(column), Set.of())
                    .contains(column.path("name").asText())) {
                bytes.merge(table(column), column.path("bytes").asDouble(), Double::sum);
            }
        }
        return bytes;
    }

    private static String table(JsonNode row) {
        return row.path("database").asText() + "." + row.path("table").asText();
    }
}
