package io.caravan.migration.copy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.caravan.migration.TableName;

/** Brings into the target what the source has got since. */
final class CatchUp {

    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);

    /**
     * Partitions whose parts are not those that were noted. Merged ones are among them, and some that were replaced since;
     * {@link CoverageLook} tells.
     */
    private static final String CHANGED = """
            WITH known AS (SELECT partition, arrayJoin(parts) AS part FROM %1$s WHERE kind IN ('covered', 'carried')),
              there AS (SELECT partition_id AS partition, name AS part FROM system.parts
                WHERE database = {database:String} AND table = {table:String} AND active)
            SELECT DISTINCT partition AS id FROM (
              SELECT partition FROM there WHERE (partition, part) NOT IN (SELECT partition, part FROM known)
              UNION ALL SELECT partition FROM known WHERE (partition, part) NOT IN (SELECT partition, part FROM there)
              UNION ALL SELECT partition FROM %1$s WHERE partition != '' GROUP BY partition
                HAVING argMax(kind, n) IN ('carrying', 'replacing'))
            ORDER BY id""";

    private final CopyServer server;
    private final CopyStatements statements;
    private final CoverageLook look;
    private final CopyCarrier carrier;
    private final PartitionCopy copy;
    private final TableName progress;

    CatchUp(
            CopyServer server,
            CopyStatements statements,
            CoverageLook look,
            CopyCarrier carrier,
            PartitionCopy copy,
            TableName progress) {
        this.server = server;
        this.statements = statements;
        this.look = look;
        this.carrier = carrier;
        this.copy = copy;
        this.progress = progress;
    }

    List<String> changed(TableName source) {
        Map<String, Object> parameters = new HashMap<>(CopyTables.of(source));
        return server.rows(CHANGED.formatted(progress.sql()), parameters).stream()
                .map(row -> row.get("id"))
                .toList();
    }

    /**
     * Into a target that nobody uses yet: carries over parts that came since, and replaces the partitions where merges had
     * mixed them with others before.
     *
     * @return in how many partitions
     */
    int bringOver(TableName source, TableName target) {
        statements.awaitQuiet();
        int partitions = 0;
        for (String partition : changed(source)) {
            Coverage coverage = covered(source, target, partition);
            if (!coverage.complete()) {
                bringOver(source, target, partition, coverage);
                partitions++;
            }
        }
        return partitions;
    }

    private void bringOver(TableName source, TableName target, String partition, Coverage coverage) {
        // Parts that are new are written anew, row by row; a partition that is new as a whole is attached.
        if (coverage.usable() && !coverage.covered().isEmpty()) {
            try {
                carrier.carry(source, target, partition, coverage.fresh());
                return;
            } catch (CopyChangedException merged) {
                LOG.debug("Partition {} of {} is copied again: {}", partition, source, merged.getMessage());
            }
        }
        copy.copy(source, target, partition);
    }

    /** Behind closed fences, when the target is in use: carries over parts that came since. */
    void carry(TableName source, TableName target) {
        statements.awaitQuiet();
        for (String partition : changed(source)) {
            carrier.resume(target, partition);
            Coverage coverage = look.noted(source, partition);
            if (!coverage.usable()) {
                throw new CopyException("partition " + partition + " of " + source
                        + " was changed by someone after the tables were exchanged; its rows are all there, and "
                        + "which of them " + target + " lacks has to be found by hand");
            }
            if (!coverage.complete()) {
                carrier.carry(source, target, partition, coverage.fresh());
            }
        }
    }

    private Coverage covered(TableName source, TableName target, String partition) {
        carrier.resume(target, partition);
        return look.at(source, target, partition);
    }
}
