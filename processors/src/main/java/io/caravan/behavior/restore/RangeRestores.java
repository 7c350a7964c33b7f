package io.caravan.behavior.restore;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.caravan.behavior.RangeClaim;
import io.caravan.behavior.RangePiece;
import io.caravan.clickhouse.Quoted;

/**
 * Puts back what tables have lost of a range.
 *
 * <p>A table that is not replicated writes the token of a part into its log of tokens before it gives the part its place.
 * ClickHouse 26.7 that is killed between the two removes the part when it starts again, keeps the token, and ignores the next
 * insert under it. That happens to each table by itself, and to each of its partitions: an insert goes into the table of
 * events and, by the views, into every aggregate.
 *
 * <p>So the range is stored once more, into copies of the tables, and from there each partition that a table has nothing of is
 * attached to it; no view sees that. Copies of an earlier try are dropped first: a hub that was suspended in the middle of one
 * has nothing left to attach.
 */
public final class RangeRestores {

    private final String database;

    /** @param database where the tables are */
    public RangeRestores(String database) {
        this.database = database;
    }

    /** @param answer one row: how many rows about the range are from before ClickHouse's start */
    public boolean mayHaveLost(List<Map<String, Object>> answer) {
        return ((Number) answer.get(0).get("before")).longValue() > 0;
    }

    /**
     * Begins with what one insert has stored.
     *
     * @param views one row for each view that feeds an aggregate: source, target, sorting_key (of the target), query
     * @throws IllegalStateException when the query of a view does not read from its source once
     */
    public RangeRestore begin(RangePiece piece, RangeClaim claim, List<Map<String, Object>> views) {
        String mark = mark(claim) + UUID.randomUUID().toString().substring(0, 8);
        return new RangeRestore(piece, claim, new FedTables(database, mark).of(views));
    }

    /** Parameters that find the copies which an earlier try has left, of this hub or of another one. */
    public Map<String, Object> copies(RangeClaim claim) {
        return Map.of("mark", mark(claim));
    }

    /** @param row one of those that {@link #copies} finds */
    public String drop(Map<String, Object> row) {
        return "DROP TABLE IF EXISTS " + Quoted.identifier((String) row.get("name")) + " SYNC";
    }

    /** @param row one of those that {@link CopiedTable#lost} finds */
    public String partition(Map<String, Object> row) {
        return (String) row.get("partition");
    }

    public String attach(CopiedTable table, String partition) {
        return table.attach(partition);
    }

    private static String mark(RangeClaim claim) {
        String partition = claim.topic() + ":" + claim.partition() + "@" + claim.topicId();
        return "_restore_" + Integer.toHexString(partition.hashCode()) + "_";
    }
}
