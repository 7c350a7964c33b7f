package io.caravan.clickhouse;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Stores objects of one class, which have a getter for each column to fill. */
final class PojoInsertOperation implements Operation {

    private final ClickHouseEndpoint endpoint;
    private final Connection connection;
    private final InsertOperation inserts;
    private final Map<TableOfClass, PojoTable> tables = new ConcurrentHashMap<>();

    private record TableOfClass(Target target, Class<?> type) {}

    PojoInsertOperation(ClickHouseEndpoint endpoint, Connection connection, InsertOperation inserts) {
        this.endpoint = endpoint;
        this.connection = connection;
        this.inserts = inserts;
    }

    @Override
    public void run(Exchange exchange) {
        Message message = exchange.getMessage();
        List<?> objects = message.getBody(List.class);
        Target target = Target.of(endpoint, message);
        Map<String, String> settings = RequestSettings.ofInsert(endpoint.getConfiguration(), message);
        int size = endpoint.getConfiguration().getBatchSize();
        int step = size == 0 ? Math.max(1, objects.size()) : size;
        long written = 0;
        for (int from = 0; from < objects.size(); from += step) {
            List<?> part = objects.subList(from, Math.min(objects.size(), from + step));
            written += insert(target, part, size == 0 ? settings : withTokenOf(from, settings));
        }
        message.setHeader(ClickHouseConstants.WRITTEN_ROWS, written);
    }

    private long insert(Target target, List<?> objects, Map<String, String> settings) {
        TableOfClass key = new TableOfClass(target, typeOf(objects));
        PojoTable table = connection.retrier().run(() -> tables.computeIfAbsent(key, this::describe), failure -> true);
        try {
            InsertBody body = new PojoBody(objects, table);
            return inserts.insert(
                    target,
                    new InsertOperation.Rows(table.format(), table.columns(), Optional.empty(), body),
                    settings);
        } catch (ClickHouseException e) {
            // The table may have been changed since it was described.
            tables.remove(key);
            throw e;
        }
    }

    private PojoTable describe(TableOfClass key) {
        try {
            return PojoTable.of(
                    key.type(),
                    connection
                            .client()
                            .getTableSchema(key.target().quoted(), key.target().database()));
        } catch (com.clickhouse.client.api.ClickHouseException e) {
            throw connection.translate("Description of " + key.target(), null, e);
        }
    }

    private static Class<?> typeOf(List<?> objects) {
        Class<?> type = objects.get(0) == null ? Void.class : objects.get(0).getClass();
        for (Object object : objects) {
            if (object == null || object.getClass() != type || object instanceof Map || object instanceof String) {
                throw new IllegalArgumentException("a List body must hold objects of one class with getters, not "
                        + (object == null ? "null" : object.getClass().getName()));
            }
        }
        return type;
    }

    /** Each part needs a token of its own, or the server would take the second for a repetition of the first. */
    private static Map<String, String> withTokenOf(int from, Map<String, String> settings) {
        Map<String, String> own = new HashMap<>(settings);
        own.computeIfPresent(RequestSettings.TOKEN, (name, token) -> token + ":" + from);
        return own;
    }
}
