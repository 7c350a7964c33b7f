package io.caravan.behavior.restore;

import io.caravan.clickhouse.Quoted;

/**
 * A table and its copy, and the statements about them.
 *
 * @param copy the name of the copy
 * @param sortingKey its columns, as ClickHouse tells them; empty for the table of events
 * @param query gives from other copies what belongs into this one; empty for the table of events
 */
public record CopiedTable(String name, String copy, String sortingKey, String query) {

    /** What of a range's rows the table of events has. */
    private static final String HAS_EVENTS = "kafka_topic = {topic:String} AND kafka_partition = {partition:UInt16}"
            + " AND kafka_offset BETWEEN {first:UInt64} AND {last:UInt64}";

    /** The same of an aggregate: a row that counts the range, or a later one; there is none before this is stored. */
    private static final String HAS_COUNTED =
            "stored_to[cityHash64({topic:String}, {partition:UInt16})] >= {first:UInt64}"
                    + " AND mapContains(stored_to, cityHash64({topic:String}, {partition:UInt16}))";

    public String create() {
        return "CREATE TABLE " + copySql() + " AS " + sql();
    }

    /** Whether other copies fill it. */
    public boolean fed() {
        return !query.isEmpty();
    }

    public String fill() {
        return "INSERT INTO " + copySql() + " " + query;
    }

    /**
     * Asks for the partitions of which the copy has rows and the table has none of the range. An insert makes one part in
     * each partition, which is there or not as a whole: one key of each tells.
     */
    public String lost() {
        return "SELECT DISTINCT _partition_id AS partition FROM " + copySql()
                + " WHERE _partition_id NOT IN (SELECT _partition_id FROM " + sql() + " WHERE "
                + (fed() ? oneKey() + " AND " + HAS_COUNTED : HAS_EVENTS) + ")";
    }

    private String oneKey() {
        return "(" + sortingKey + ") IN (SELECT " + sortingKey + " FROM " + copySql() + " LIMIT 1 BY _partition_id)";
    }

    /** @param partition ClickHouse's id of it */
    public String attach(String partition) {
        return "ALTER TABLE " + sql() + " ATTACH PARTITION ID " + Quoted.text(partition) + " FROM " + copySql();
    }

    private String sql() {
        return Quoted.identifier(name);
    }

    private String copySql() {
        return Quoted.identifier(copy);
    }
}
