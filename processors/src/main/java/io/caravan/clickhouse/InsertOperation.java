package io.caravan.clickhouse;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.data.ClickHouseFormat;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Stores the rows of a body that holds them as bytes in the endpoint's format. */
final class InsertOperation implements Operation {

    private static final Set<String> ENCODINGS = Set.of("lz4", "zstd", "gzip", "deflate", "br", "xz", "bz2", "snappy");

    private final ClickHouseEndpoint endpoint;
    private final Connection connection;

    InsertOperation(ClickHouseEndpoint endpoint, Connection connection) {
        this.endpoint = endpoint;
        this.connection = connection;
    }

    /** Rows as they are sent; columns are quoted, none means all of the table's. */
    record Rows(ClickHouseFormat format, List<String> columns, Optional<String> encoding, InsertBody body) {}

    @Override
    public void run(Exchange exchange) {
        Message message = exchange.getMessage();
        Target target = Target.of(endpoint, message);
        ClickHouseConfiguration options = endpoint.getConfiguration();
        String format = message.getHeader(ClickHouseConstants.FORMAT, options.getFormat(), String.class);
        Rows rows = new Rows(Formats.of(format), List.of(), encoding(message), body(message));
        long written = insert(target, rows, RequestSettings.ofInsert(options, message));
        message.setHeader(ClickHouseConstants.WRITTEN_ROWS, written);
    }

    private static InsertBody body(Message message) {
        InsertBody rows = InsertBodies.of(message);
        Long notAfter = message.getHeader(ClickHouseConstants.NOT_AFTER, Long.class);
        return notAfter == null ? rows : new TimelyBody(rows, notAfter, Clock.systemUTC());
    }

    private static Optional<String> encoding(Message message) {
        String encoding = message.getHeader(ClickHouseConstants.CONTENT_ENCODING, String.class);
        if (encoding != null && !ENCODINGS.contains(encoding)) {
            throw new IllegalArgumentException("'" + encoding + "' is no content encoding that ClickHouse knows");
        }
        return Optional.ofNullable(encoding);
    }

    /** Sends the rows, again if need be and safe, and returns how many the server wrote. */
    long insert(Target target, Rows rows, Map<String, String> settings) {
        boolean repeatable = settings.containsKey(RequestSettings.TOKEN)
                || endpoint.getConfiguration().isRepeatable();
        return connection
                .retrier()
                .run(
                        () -> insertOnce(target, rows, settings),
                        failure -> rows.body().repeatable() && (repeatable || !failure.isMaybeApplied()));
    }

    private long insertOnce(Target target, Rows rows, Map<String, String> settings) {
        String queryId = UUID.randomUUID().toString();
        BodyWriter writer =
                new BodyWriter(rows.body(), () -> connection.client().cancelTransportRequest(queryId));
        InsertSettings request =
                new InsertSettings().setDatabase(target.database()).setQueryId(queryId);
        request.setOption(Connection.RETRY_OPTION, Connection.NO_RETRY);
        if (rows.encoding().isPresent()) {
            request.compressClientRequest(false);
            request.appCompressedData(true, rows.encoding().get());
        } else if (endpoint.getConfiguration().isCompression()) {
            request.compressClientRequest(true);
        }
        settings.forEach(request::serverSetting);
        String what = "Insert into " + target;
        try (InsertResponse response = connection
                .client()
                .insert(target.quoted(), rows.columns(), writer, rows.format(), request)
                .get()) {
            if (writer.failure() != null) {
                throw unreadable(what, queryId, writer.failure());
            }
            ReplyHead.check(response.getResponseHeaders());
            return response.getWrittenRows();
        } catch (ClickHouseException e) {
            throw e;
        } catch (Exception e) {
            throw writer.failure() == null
                    ? connection.translate(what, queryId, e)
                    : unreadable(what, queryId, writer.failure());
        }
    }

    private static ClickHouseException unreadable(String what, String queryId, BodyReadException cause) {
        Failure failure = new Failure(0, "ROWS_UNREADABLE", cause.errorClass(), true, queryId);
        String message = what + " was broken off, the rows cannot be read: " + cause.getMessage();
        return ClickHouseException.of(message, failure, cause);
    }
}
