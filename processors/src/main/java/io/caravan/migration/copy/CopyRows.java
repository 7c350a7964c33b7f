package io.caravan.migration.copy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.caravan.clickhouse.Quoted;
import io.caravan.migration.TableName;

/** Copies rows of named parts by INSERT SELECT into a staging table that no view follows, and compares them. */
final class CopyRows {

    /** Rows stay as they lie: none collapse, none count as sent before, and those of a part make as few parts as can be. */
    private static final Map<String, String> AS_THEY_ARE = Map.of(
            "optimize_on_insert", "0",
            "insert_deduplicate", "0",
            "insert_allow_materialized_columns", "1",
            "max_partitions_per_insert_block", "0",
            "max_insert_threads", "1",
            "max_threads", "1",
            "min_insert_block_size_rows", "8388608",
            "min_insert_block_size_bytes", "536870912");

    private final CopyStatements statements;
    private final CopyTables tables;
    private final CopyContents contents;

    CopyRows(CopyStatements statements, CopyTables tables, CopyContents contents) {
        this.statements = statements;
        this.tables = tables;
        this.contents = contents;
    }

    /**
     * @param staging holds nothing in this partition
     * @throws CopyException when what arrived is not what was sent, also since a merge took a part away meanwhile
     */
    void copy(TableName from, TableName staging, String partition, Set<String> parts) {
        String columns =
                tables.storedColumns(staging).stream().map(Quoted::identifier).collect(Collectors.joining(", "));
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("partition", partition);
        parameters.put("parts", List.copyOf(parts));
        statements.copy(
                partition,
                "INSERT INTO " + staging.sql() + " (" + columns + ") SELECT " + columns + " FROM " + from.sql()
                        + " WHERE _partition_id = {partition:String} AND _part IN {parts:Array(String)}",
                parameters,
                AS_THEY_ARE);
        CopyContents.Both both = contents.of(from, partition, parts, staging);
        CopyContent sent = both.sent();
        CopyContent arrived = both.arrived();
        Set<String> still =
                tables.parts(from, partition).stream().map(CopyPart::name).collect(Collectors.toSet());
        if (!still.containsAll(parts)) {
            throw new CopyChangedException(
                    "parts of partition " + partition + " of " + from + " were merged while their rows were copied");
        }
        if (!sent.equals(arrived)) {
            throw new CopyException(arrived.rows() + " rows with the sum " + arrived.sum() + " arrived of partition "
                    + partition + " of " + from + ", and " + sent.rows() + " with " + sent.sum() + " were sent");
        }
    }
}
