package io.caravan.migration.copy;

import java.util.List;
import java.util.Map;

/** The ClickHouse whose tables are copied. */
public interface CopyServer {

    /**
     * Asks.
     *
     * @param parameters values of the {@code {name:Type}} in it
     * @return the rows, values as text by column
     */
    List<Map<String, String>> rows(String sql, Map<String, Object> parameters);

    /**
     * Changes something, and returns when the server is done with it.
     *
     * @param settings server settings of this statement
     */
    void run(String sql, Map<String, Object> parameters, Map<String, String> settings);
}
