package io.caravan.migration.copy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

import io.caravan.clickhouse.ClickHouseConstants;

/** Asks through the component of this project. */
public final class ComponentCopyServer implements CopyServer {

    private static final String QUESTIONS = "clickhouse:default?operation=query&outputType=list&maxRetries=0";

    private final ProducerTemplate template;
    private final String statements;

    /** @param statements endpoint that runs the statement in the body, and answers when the server is done with it */
    public ComponentCopyServer(ProducerTemplate template, String statements) {
        this.template = template;
        this.statements = statements;
    }

    @Override
    public List<Map<String, String>> rows(String sql, Map<String, Object> parameters) {
        List<?> rows = send(QUESTIONS, sql, parameters, Map.of()).getMessage().getBody(List.class);
        return rows.stream().map(row -> texts((Map<?, ?>) row)).toList();
    }

    @Override
    public void run(String sql, Map<String, Object> parameters, Map<String, String> settings) {
        send(statements, sql, parameters, settings);
    }

    private Exchange send(String endpoint, String sql, Map<String, Object> parameters, Map<String, String> settings) {
        Exchange exchange = template.send(endpoint, sent -> {
            sent.getMessage().setBody(sql);
            sent.getMessage().setHeader(ClickHouseConstants.PARAMETERS, parameters);
            sent.getMessage().setHeader(ClickHouseConstants.SETTINGS, settings);
        });
        Exception failure = exchange.getException();
        if (failure instanceof RuntimeException known) {
            throw known;
        }
        if (failure != null) {
            throw new CopyException(failure.getMessage(), failure);
        }
        return exchange;
    }

    private static Map<String, String> texts(Map<?, ?> row) {
        return row.entrySet().stream()
                .collect(Collectors.toMap(
                        column -> String.valueOf(column.getKey()),
                        column -> String.valueOf(column.getValue()),
                        (a, b) -> b,
                        LinkedHashMap::new));
    }
}
