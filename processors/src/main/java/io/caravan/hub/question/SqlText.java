package io.caravan.hub.question;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * A statement that grows by fixed fragments, with the values of its {@code {name:Type}} parameters beside it. Nothing that a
 * client sent is ever a part of the text.
 */
public final class SqlText {

    private final StringJoiner conditions = new StringJoiner("\n  AND ");
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private boolean empty = true;

    public SqlText where(String condition) {
        conditions.add(condition);
        empty = false;
        return this;
    }

    public SqlText where(String condition, String name, Object value) {
        return where(condition).with(name, value);
    }

    public SqlText with(String name, Object value) {
        parameters.put(name, value);
        return this;
    }

    /** The conditions so far. */
    public String conditions() {
        return empty ? "true" : conditions.toString();
    }

    public Statement statement(String sql) {
        return new Statement(sql, Map.copyOf(parameters));
    }
}
