package io.caravan.clickhouse;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.clickhouse.client.api.data_formats.ClickHouseBinaryFormatReader;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.data.ClickHouseColumn;
import com.clickhouse.data.ClickHouseFormat;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.hc.core5.http.ConnectionClosedException;

/** Runs the SQL statement in the body. */
final class QueryOperation implements Operation {

    private final ClickHouseEndpoint endpoint;
    private final Connection connection;

    QueryOperation(ClickHouseEndpoint endpoint, Connection connection) {
        this.endpoint = endpoint;
        this.connection = connection;
    }

    /** Reads what it needs from an answer. */
    @FunctionalInterface
    private interface Reading {
        Object read(QueryResponse response) throws Exception;
    }

    private record Request(
            String sql,
            Map<String, Object> parameters,
            String database,
            Map<String, String> settings,
            ClickHouseFormat format) {}

    @Override
    public void run(Exchange exchange) {
        Message message = exchange.getMessage();
        ClickHouseConfiguration options = endpoint.getConfiguration();
        String sql = message.getBody(String.class);
        if (sql == null || sql.isBlank()) {
            throw new IllegalArgumentException("the body holds no SQL statement");
        }
        Map<String, String> settings = RequestSettings.ofQuery(options, message);
        String format = message.getHeader(ClickHouseConstants.FORMAT, options.getFormat(), String.class);
        Request request = new Request(
                sql,
                QueryParameters.of(message),
                Target.databaseOf(endpoint, message),
                settings,
                options.getOutputType() == ClickHouseOutputType.LIST
                        ? ClickHouseFormat.RowBinaryWithNamesAndTypes
                        : Formats.of(format));
        boolean repeatable =
                options.isRepeatable() || Statements.onlyReads(sql) || settings.containsKey(RequestSettings.TOKEN);
        Object body = connection
                .retrier()
                .run(
                        () -> queryOnce(exchange, request),
                        failure -> failure.getCode() != ClickHouseException.TIMEOUT_EXCEEDED
                                && (repeatable || !failure.isMaybeApplied()));
        message.setBody(body);
    }

    private Object queryOnce(Exchange exchange, Request request) {
        return switch (endpoint.getConfiguration().getOutputType()) {
            case STREAM ->
                send(request, exchange, false, response -> openStream(exchange, response, request.database()));
            case STRING ->
                send(request, exchange, true, response -> {
                    try (response) {
                        return new String(response.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                    }
                });
            case LIST ->
                send(request, exchange, true, response -> {
                    try (response) {
                        return readRows(response);
                    }
                });
        };
    }

    /** @param whole whether the server completes the result before it answers, so that a late failure is still a failure */
    private Object send(Request request, Exchange exchange, boolean whole, Reading reading) {
        String queryId = exchange.getMessage()
                .getHeader(ClickHouseConstants.QUERY_ID, () -> UUID.randomUUID().toString(), String.class);
        QuerySettings settings = new QuerySettings()
                .setDatabase(request.database())
                .setFormat(request.format())
                .setQueryId(queryId)
                .setOption(Connection.RETRY_OPTION, Connection.NO_RETRY);
        if (whole) {
            settings.waitEndOfQuery(true);
        }
        request.settings().forEach(settings::serverSetting);
        try {
            QueryResponse response = connection
                    .client()
                    .query(request.sql(), request.parameters(), settings)
                    .get();
            checkHead(response);
            exchange.getMessage().setHeader(ClickHouseConstants.READ_ROWS, Math.max(0, response.getReadRows()));
            if (response.getWrittenRows() > 0) {
                exchange.getMessage().setHeader(ClickHouseConstants.WRITTEN_ROWS, response.getWrittenRows());
            }
            return reading.read(response);
        } catch (Exception e) {
            throw connection.translate("Query in " + request.database(), queryId, e);
        }
    }

    private static void checkHead(QueryResponse response) throws Exception {
        try {
            ReplyHead.check(response.getResponseHeaders());
        } catch (ConnectionClosedException e) {
            response.close();
            throw e;
        }
    }

    /** The connection goes back when the stream is read or closed, at the latest when the exchange is done. */
    private QueryResultStream openStream(Exchange exchange, QueryResponse response, String database) {
        QueryResultStream stream = new QueryResultStream(
                response, failure -> connection.translate("Query in " + database, response.getQueryId(), failure));
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                stream.close();
            }
        });
        return stream;
    }

    private List<Map<String, Object>> readRows(QueryResponse response) {
        List<Map<String, Object>> rows = new ArrayList<>();
        ClickHouseBinaryFormatReader reader = connection.client().newBinaryFormatReader(response);
        List<ClickHouseColumn> columns =
                reader.getSchema() == null ? List.of() : reader.getSchema().getColumns();
        for (Map<String, Object> row = reader.next(); row != null; row = reader.next()) {
            Map<String, Object> copy = new LinkedHashMap<>();
            for (ClickHouseColumn column : columns) {
                copy.put(column.getColumnName(), Values.plain(row.get(column.getColumnName())));
            }
            rows.add(copy);
        }
        return rows;
    }
}
