package io.caravan.hub.question;

import java.util.Map;

/**
 * SQL for the store.
 *
 * @param parameters values of its {@code {name:Type}} parameters
 */
public record Statement(String sql, Map<String, Object> parameters) {}
