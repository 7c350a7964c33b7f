package io.caravan.migration.copy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.caravan.clickhouse.Quoted;
import io.caravan.migration.TableName;

/** Makes the tables of a copy, and holds that the new one is the old one but for the policy. */
final class CopyPreparation {

    /** May differ: they say where parts lie, and what merges may do meanwhile. */
    private static final String[] NOT_COMPARED = {
        "storage_policy", "disk", MergeFence.SETTINGS.get(0), MergeFence.SETTINGS.get(1)
    };

    private final CopyServer server;
    private final CopyStatements statements;
    private final CopyTables tables;
    private final CopyProgress progress;
    private final CopyNames names;
    private final CopyCreation creation;

    CopyPreparation(
            CopyServer server, CopyStatements statements, CopyTables tables, CopyProgress progress, CopyNames names) {
        this.server = server;
        this.statements = statements;
        this.tables = tables;
        this.progress = progress;
        this.names = names;
        creation = new CopyCreation(server, statements);
    }

    /** What was noted at the beginning; empty before it. */
    Optional<CopyBeginning> beginning() {
        return tables.exists(names.progress())
                ? progress.last(CopyProgress.BEGUN).map(CopyBeginning::of)
                : Optional.empty();
    }

    /** Makes the table that is to take the name, with the policy. */
    void there(String policy) {
        if (beginning().isEmpty()) {
            refuseLeftOvers();
            requireOneReplica();
            TableDdl ddl = tables.ddl(names.live());
            progress.create();
            statements.drop(names.other());
            creation.create(MergeFence.closed(ddl.named(names.other())
                    .without("disk")
                    .with("storage_policy", Quoted.text(policy))
                    .withReplicaPathSuffix("__to_" + policy)));
            begin(ddl);
        }
    }

    /** Takes the kept table as the one that is to have the name again. */
    void back() {
        if (beginning().isEmpty()) {
            if (tables.exists(names.kept())) {
                throw leftOver(names.kept());
            }
            if (!tables.exists(names.other())) {
                throw new CopyException("there is no way back for " + names.live() + ": " + names.other()
                        + ", which held the rows before, does not exist");
            }
            progress.create();
            begin(tables.ddl(names.live()));
        }
    }

    /** Fails unless both tables have the same columns, indexes, projections, constraints, keys, TTL, settings and comment. */
    void requireSameStructure() {
        TableDdl live = tables.ddl(names.live()).comparable(NOT_COMPARED);
        TableDdl other = tables.ddl(names.other()).comparable(NOT_COMPARED);
        if (!live.equals(other)) {
            throw new CopyException("the definition of " + names.live() + " is not, or no longer, that of "
                    + names.other() + "; roll back and begin again\n" + live.sql() + "\n--\n" + other.sql());
        }
    }

    private void begin(TableDdl live) {
        statements.drop(names.staging());
        TableDdl other = tables.ddl(names.other());
        creation.staging(other, names.staging());
        requireSameStructure();
        progress.note(
                "", CopyProgress.BEGUN, MergeFence.valuesOf(live), List.of(uuid(names.live()), uuid(names.other())));
    }

    private String uuid(TableName table) {
        return tables.uuid(table).orElseThrow(() -> new CopyException("the table " + table + " does not exist"));
    }

    private void refuseLeftOvers() {
        if (tables.exists(names.kept())) {
            throw leftOver(names.kept());
        }
        if (tables.exists(names.other()) && !tables.partitions(names.other()).isEmpty()) {
            throw leftOver(names.other());
        }
    }

    private CopyException leftOver(TableName table) {
        return new CopyException("the table " + table + " holds rows of an earlier migration of " + names.live()
                + "; finalize that one, or roll it back, before the next");
    }

    /** A swap is one server's: with several replicas the names would belong to different tables for a while. */
    private void requireOneReplica() {
        List<Map<String, String>> replicas = server.rows(
                "SELECT total_replicas AS n FROM system.replicas WHERE database = {database:String} AND table = {table:String}",
                CopyTables.of(names.live()));
        if (!replicas.isEmpty() && Long.parseLong(replicas.get(0).get("n")) > 1) {
            throw new CopyException(
                    names.live() + " has " + replicas.get(0).get("n")
                            + " replicas, and the way copy exchanges tables of one server only: let every replica take the way move");
        }
    }
}
