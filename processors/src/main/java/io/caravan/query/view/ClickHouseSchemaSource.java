package io.caravan.query.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ServerException;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.data.ClickHouseFormat;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.caravan.clickhouse.ReplyHead;

/** A schema that is asked through ClickHouse's client. */
public final class ClickHouseSchemaSource implements SchemaSource {

    private static final long PATIENCE_SECONDS = 10;

    private final Client client;
    private final String database;
    private final ObjectMapper json = new ObjectMapper();

    /** @param database in which names without one are looked for */
    public ClickHouseSchemaSource(Client client, String database) {
        this.client = client;
        this.database = database;
    }

    @Override
    public List<JsonNode> rows(String select, Map<String, String> parameters) throws IOException {
        Map<String, Object> texts = new HashMap<>();
        parameters.forEach((name, value) -> texts.put(name, escape(value)));
        var settings = new QuerySettings().setDatabase(database).setFormat(ClickHouseFormat.JSONEachRow);
        try (QueryResponse response = client.query(select, texts, settings).get(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            ReplyHead.check(response.getResponseHeaders());
            return read(response.getInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted").initCause(e);
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + PATIENCE_SECONDS + " s", e);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw failure(e);
        }
    }

    private List<JsonNode> read(InputStream body) throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        try (MappingIterator<JsonNode> lines = json.readerFor(JsonNode.class).readValues(body)) {
            lines.forEachRemaining(rows::add);
        }
        return rows;
    }

    /** Values travel as in TSV. */
    private static String escape(String value) {
        return value.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static IOException failure(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ServerException server) {
                throw new SchemaException(server.getMessage(), server);
            }
        }
        return new IOException(String.valueOf(failure.getMessage()), failure);
    }
}
