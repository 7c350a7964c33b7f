package io.caravan.query.http;

import java.util.Map;

/**
 * A statement for the store.
 *
 * @param parameters values of its {@code {name:Type}} parameters
 * @param settings of the server, for this statement
 * @param format of its answer
 */
public record QueryStatement(
        String sql, Map<String, Object> parameters, Map<String, String> settings, String format, String queryId) {}
