package io.caravan.query;

import java.util.List;
import java.util.Map;

/**
 * SQL that answers a question.
 *
 * @param parameters values of its {@code {name:Type}} parameters
 * @param columns of the answer, in their order
 * @param reasons why each dictionary is joined, or is not, and where each filter is applied
 */
public record Plan(String sql, Map<String, Object> parameters, List<Column> columns, List<Reason> reasons) {

    public Plan {
        parameters = Map.copyOf(parameters);
        columns = List.copyOf(columns);
        reasons = List.copyOf(reasons);
    }

    /**
     * @param name as asked for
     * @param type ClickHouse's type; NULL may come of any of them where a dictionary has no match
     */
    public record Column(String name, String type) {}

    /**
     * @param subject a link, or the paths of a filter
     * @param decision a few words
     * @param why the reason
     */
    public record Reason(String subject, String decision, String why) {}
}
