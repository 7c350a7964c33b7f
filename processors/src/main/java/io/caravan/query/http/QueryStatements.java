package io.caravan.query.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import io.caravan.query.Plan;
import io.caravan.query.Query;
import io.caravan.query.View;

/** The plan of a question, and the statements that it leads to. */
public final class QueryStatements {

    private static final String ROWS = "JSONEachRow";

    /** Bytes of one row by column; of a part with all columns in one file the server tells only the whole. */
    private static final String SIZES = """
            SELECT c.database AS database, c.table AS table, c.name AS name,
              if(t.total_rows > 0, if(sum(c.data_uncompressed_bytes) OVER (PARTITION BY c.database, c.table) > 0,
                c.data_uncompressed_bytes, t.total_bytes_uncompressed / count() OVER (PARTITION BY c.database, c.table))
                / t.total_rows, 0) AS bytes
            FROM system.columns AS c INNER JOIN system.tables AS t ON c.database = t.database AND c.table = t.name
            WHERE concat(c.database, '.', c.table) IN {tables:Array(String)}""";

    private final BiFunction<View, Query, Plan> planner;

    /** @param planner makes plans, or throws {@link io.caravan.query.QueryException} */
    public QueryStatements(BiFunction<View, Query, Plan> planner) {
        this.planner = planner;
    }

    /** @throws io.caravan.query.QueryException when the question cannot be answered */
    public Plan plan(QueryQuestion question) {
        View view = question.view();
        View.Limits limits = view.limits();
        View oneRowMore = new View(
                view.name(),
                view.table(),
                view.key(),
                view.where(),
                new View.Limits(limits.rows() + 1, limits.seconds(), limits.memory(), limits.concurrency()),
                view.askers());
        return planner.apply(oneRowMore, question.asked().limitedTo(question.wantedRows()));
    }

    /** Answers the question. */
    public QueryStatement rows(QueryQuestion question, Plan plan) {
        return new QueryStatement(
                plan.sql(),
                plan.parameters(),
                QuerySettings.ofAnswer(question),
                question.format().storeFormat(),
                question.queryId());
    }

    /** How many rows would be read of each table. */
    public QueryStatement estimate(QueryQuestion question, Plan plan) {
        return asked(question, "-estimate", "EXPLAIN ESTIMATE " + plan.sql(), plan.parameters(), Map.of());
    }

    /** Which columns would be read of each table. */
    public QueryStatement reads(QueryQuestion question, Plan plan) {
        return asked(
                question,
                "-reads",
                "EXPLAIN json = 1, header = 1, description = 1 " + plan.sql(),
                plan.parameters(),
                // Columns that are read ahead of others, or after them, are not told.
                Map.of("optimize_move_to_prewhere", "0", "query_plan_optimize_lazy_materialization", "0"));
    }

    /** How large a row is in each column. */
    public QueryStatement sizes(QueryQuestion question, QueryReads reads) {
        return asked(
                question,
                "-sizes",
                SIZES,
                Map.of("tables", List.copyOf(reads.columns().keySet())),
                Map.of());
    }

    private static QueryStatement asked(
            QueryQuestion question,
            String suffix,
            String sql,
            Map<String, Object> parameters,
            Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(QuerySettings.of(question.view()));
        settings.putAll(more);
        return new QueryStatement(sql, parameters, settings, ROWS, question.queryId() + suffix);
    }

    /** Ends whatever the store does for a request. */
    static QueryStatement cancel(String queryId) {
        return new QueryStatement(
                "KILL QUERY WHERE startsWith(query_id, {id:String}) ASYNC",
                Map.of("id", queryId),
                Map.of(),
                ROWS,
                queryId + "-cancel");
    }
}
