package io.caravan.bench.migration;

import java.util.List;
import java.util.stream.IntStream;

import io.caravan.bench.stack.Sql;

/** Tables with the same parts, byte for byte, one for each contestant of each round. */
final class StorageTables {

    /** A day's call records, say: numbers that hardly compress, texts that do, a sum of money. */
    private static final String COLUMNS = """
            (p UInt16, at DateTime64(3, 'UTC'), id UInt64, caller String, callee String, gateway LowCardinality(String),
             hold UInt32, fee Decimal(18, 6))""";

    private static final String ROWS = """
            SELECT {p}, toDateTime64('2026-01-01 00:00:00', 3, 'UTC') + {p} * 86400 + number / 100, cityHash64(number, {p}),
              '86' || toString(13000000000 + rand(1) % 1000000000), '1' || toString(2000000000 + rand(2) % 1000000000),
              'gw-' || toString(number % 40), rand(3) % 3600, toDecimal64(rand(4) % 1000000, 6) / 1000
            FROM numbers({from}, {count})""";

    /** Parts in each partition, as inserts leave them. */
    private static final int PARTS = 2;

    private final Sql sql;
    private final String database;
    private final int partitions;

    StorageTables(Sql sql, String database, int partitions) {
        this.sql = sql;
        this.database = database;
        this.partitions = partitions;
    }

    /** Makes the table that all others have their parts from. */
    void fill(long rowsOfPartition) {
        sql.run("CREATE DATABASE IF NOT EXISTS " + database);
        create("source", "default");
        long count = Math.max(1, rowsOfPartition / PARTS);
        for (String partition : ids()) {
            for (int part = 0; part < PARTS; part++) {
                sql.run("INSERT INTO " + name("source") + " SETTINGS min_insert_block_size_rows = 100000000,"
                        + " min_insert_block_size_bytes = 4000000000, max_insert_threads = 1, max_threads = 1 "
                        + ROWS.replace("{p}", partition)
                                .replace("{from}", String.valueOf(part * count))
                                .replace("{count}", String.valueOf(count)));
            }
        }
    }

    /** An empty one, whose merges are off, so that parts stay what they are. */
    void create(String table, String policy) {
        sql.run("CREATE TABLE " + name(table) + " " + COLUMNS
                + " ENGINE = MergeTree PARTITION BY p ORDER BY (at, id) SETTINGS storage_policy = '" + policy + "'");
        sql.run("SYSTEM STOP MERGES " + name(table));
    }

    /** One with the parts of the source, on a local disk. */
    void createLike(String table, String policy) {
        create(table, policy);
        for (String partition : ids()) {
            sql.run("ALTER TABLE " + name(table) + " ATTACH PARTITION ID '" + partition + "' FROM " + name("source"));
        }
    }

    void drop(String table) {
        sql.run("DROP TABLE IF EXISTS " + name(table) + " SYNC");
    }

    List<String> ids() {
        return IntStream.range(0, partitions).mapToObj(String::valueOf).toList();
    }

    String database() {
        return database;
    }

    String name(String table) {
        return database + "." + table;
    }

    String content(String table) {
        return String.join(" ", sql.row("SELECT count(), sum(cityHash64(tuple(*))) FROM " + name(table)));
    }

    /** The disks that its parts stand on. */
    String disks(String table) {
        return sql.row("SELECT arrayStringConcat(arraySort(groupUniqArray(disk_name)), ',') FROM system.parts"
                        + of(table))
                .get(0);
    }

    long bytes(String table) {
        return sql.number("SELECT sum(bytes_on_disk) FROM system.parts" + of(table));
    }

    private String of(String table) {
        return " WHERE active AND database = '" + database + "' AND table = '" + table + "'";
    }
}
