package io.caravan.migration.copy;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

import io.caravan.clickhouse.ClickHouseException;
import io.caravan.migration.MigrationRequest;
import io.caravan.migration.Partition;
import io.caravan.migration.TableName;
import io.caravan.migration.TablePlan;
import io.caravan.migration.Way;

/**
 * The steps of the way copy, for routes: each takes the request, the plan of the table and the partition from the variables
 * {@code migration}, {@code table} and {@code partition}.
 */
public final class TableCopies {

    private static final String STATEMENTS =
            "clickhouse:default?operation=query&outputType=string&format=TSV&maxRetries=0";

    private final Duration patience;

    /** @param patience how long a step waits for statements of others to end */
    public TableCopies(Duration patience) {
        this.patience = patience;
    }

    public void prepare(Exchange exchange) {
        there(exchange, copy -> {
            copy.prepare(table(exchange).policy());
            return null;
        });
    }

    public void copy(Exchange exchange) {
        there(exchange, copy -> {
            copy.copy(partition(exchange));
            return null;
        });
    }

    /** @return the proof, for the journal */
    public Map<String, Object> verify(Exchange exchange) {
        return there(exchange, copy -> {
            int parts = copy.verify(partition(exchange));
            return Map.of("way", "copy", "parts", parts);
        });
    }

    /** Copies again what changed since, also partitions that came since the plan was made. */
    public void verifyTable(Exchange exchange) {
        there(exchange, copy -> {
            copy.verifyTable();
            return null;
        });
    }

    public void closeFence(Exchange exchange) {
        there(exchange, copy -> {
            copy.closeFence();
            return null;
        });
    }

    public void exchange(Exchange exchange) {
        there(exchange, copy -> {
            copy.exchange();
            return null;
        });
    }

    public void followUp(Exchange exchange) {
        there(exchange, copy -> {
            copy.followUp();
            return null;
        });
    }

    public void openFence(Exchange exchange) {
        there(exchange, copy -> {
            copy.openFence();
            return null;
        });
    }

    /** Drops the table that is kept, after a look whether all it holds is in the one that took its name. */
    public void finish(Exchange exchange) {
        there(exchange, copy -> {
            copy.finish();
            return null;
        });
    }

    /** A copy that has begun goes on as one, also when the table bears the new policy already. */
    public TablePlan asBegun(Exchange exchange) {
        TablePlan plan = table(exchange);
        if (plan.policy() == null || !there(exchange, TableCopy::unfinished)) {
            return plan;
        }
        return new TablePlan(
                plan.table(),
                plan.engine(),
                Way.COPY,
                plan.policy(),
                plan.volume(),
                plan.todo(),
                plan.done(),
                null,
                plan.notes());
    }

    /** Back to the kept table, with all rows that came since; before the exchange the copy just goes. */
    public void rollBack(Exchange exchange) {
        on(exchange, server -> {
            new CopyRollback(server, table(exchange).table(), table(exchange).policy(), limits(exchange), patience)
                    .run();
            return null;
        });
    }

    /**
     * Brings back what a run of the old tool that did not end has in its own tables alone: of the table that is asked for, and
     * of those that its progress file names.
     */
    public void bringBack(Exchange exchange) {
        MigrationRequest migration = exchange.getVariable("migration", MigrationRequest.class);
        Set<String> tables = new LinkedHashSet<>(migration.oldProgress().keySet());
        if (migration.table() != null) {
            tables.add(migration.table());
        }
        for (String table : tables) {
            on(exchange, server -> new OldToolBackup(
                            server, new TableName(migration.database(), table), limits(exchange), patience)
                    .bringBackNoted(migration.oldProgress().getOrDefault(table, List.of())));
        }
    }

    private <T> T there(Exchange exchange, Function<TableCopy, T> step) {
        return on(
                exchange,
                server -> step.apply(new TableCopy(
                        server,
                        CopyNames.there(table(exchange).table(), table(exchange).policy()),
                        limits(exchange),
                        patience)));
    }

    private static <T> T on(Exchange exchange, Function<CopyServer, T> step) {
        ProducerTemplate template = exchange.getContext().createProducerTemplate();
        try {
            return step.apply(new ComponentCopyServer(template, STATEMENTS));
        } catch (ClickHouseException e) {
            throw CopyErrors.explained(e);
        } finally {
            template.stop();
        }
    }

    private static CopyLimits limits(Exchange exchange) {
        return new CopyLimits(
                exchange.getVariable("migration", MigrationRequest.class).bandwidth());
    }

    private static TablePlan table(Exchange exchange) {
        return exchange.getVariable("table", TablePlan.class);
    }

    private static String partition(Exchange exchange) {
        return exchange.getVariable("partition", Partition.class).id();
    }
}
