package io.caravan.clickhouse;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.clickhouse.client.api.ServerException;

/** Turns what the client library throws into the exceptions that routes handle. */
final class Failures {

    /** The library puts the status of a proxy's answer only into its message. */
    private static final Pattern HTTP_STATUS =
            Pattern.compile("(?:Server returned '|Unexpected result status )(\\d{3})\\b");

    private final ErrorTable table;

    Failures(ErrorTable table) {
        this.table = table;
    }

    /**
     * @param what the operation and its target, the start of the message
     * @param queryId id under which the request was sent
     */
    ClickHouseException translate(String what, String queryId, Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClickHouseException known) {
                return known;
            }
            if (cause instanceof ServerException server) {
                return ofServer(what, queryId, server);
            }
            Optional<ErrorTable.Entry> entry = entryOf(cause);
            if (entry.isPresent()) {
                return ofTransport(what, queryId, entry.get(), cause);
            }
        }
        Failure unknown = new Failure(0, "UNCLASSIFIED", ErrorClass.UNKNOWN, true, queryId);
        return ClickHouseException.of(what + " failed: " + rootMessage(thrown), unknown, thrown);
    }

    private ClickHouseException ofServer(String what, String queryId, ServerException server) {
        int code = server.getCode();
        Optional<ErrorTable.Entry> entry =
                code == 0 ? table.ofHttpStatus(server.getTransportProtocolCode()) : table.ofCode(code);
        Failure failure = entry.map(e -> new Failure(code, e.name(), e.errorClass(), e.maybeApplied(), queryId))
                .orElseGet(() -> new Failure(
                        code,
                        ServerMessage.nameIn(server.getMessage(), "UNLISTED"),
                        ErrorClass.UNKNOWN,
                        true,
                        queryId));
        String message = code == 0
                ? "HTTP status " + server.getTransportProtocolCode()
                : code + " " + failure.name() + ": " + ServerMessage.shorten(server.getMessage());
        // The library's exception is left out: its message repeats values of rows.
        return ClickHouseException.of(what + " failed: " + message, failure, null);
    }

    private static ClickHouseException ofTransport(
            String what, String queryId, ErrorTable.Entry entry, Throwable cause) {
        Failure failure = new Failure(0, entry.name(), entry.errorClass(), entry.maybeApplied(), queryId);
        return ClickHouseException.of(what + " failed: " + entry.name() + ": " + cause.getMessage(), failure, cause);
    }

    private Optional<ErrorTable.Entry> entryOf(Throwable cause) {
        Matcher status = HTTP_STATUS.matcher(String.valueOf(cause.getMessage()));
        return status.find() ? table.ofHttpStatus(Integer.parseInt(status.group(1))) : table.ofException(cause);
    }

    private static String rootMessage(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + ": " + ServerMessage.shorten(root.getMessage());
    }
}
