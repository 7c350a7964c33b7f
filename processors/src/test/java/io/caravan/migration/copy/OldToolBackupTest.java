package io.caravan.migration.copy;

import java.util.Set;

import org.junit.jupiter.api.Test;

import io.caravan.migration.TableName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Runs of the old tool that ended in the middle: its statements are played, then ours takes over, and no row is missing. */
class OldToolBackupTest extends CopyTestBase {

    private static final String COLUMNS = "(id UInt64, day Date) ENGINE = %s PARTITION BY toYYYYMM(day) ORDER BY id";

    @Test
    void killedInTheSecondPartition() {
        TableName table = threeMonths("second");
        TableName backup = oldCopy(table);
        oldInsert(table, backup, "202601");
        oldDrop(table, "202601");
        clickhouse.ask("INSERT INTO " + backup.sql() + " SELECT * FROM " + table.sql()
                + " WHERE toYYYYMM(day) = 202602 AND id % 2 = 0");

        bringBackAndMigrate(table, Set.of("202601"));

        assertWhole(table, 300);
    }

    @Test
    void killedBeforeTheSwap() {
        TableName table = threeMonths("swap");
        TableName backup = oldCopy(table);
        for (String month : new String[] {"202601", "202602", "202603"}) {
            oldInsert(table, backup, month);
            oldDrop(table, month);
        }

        bringBackAndMigrate(table, Set.of("202601", "202602", "202603"));

        assertWhole(table, 300);
    }

    @Test
    void killedBetweenDropAndRename() {
        TableName table = threeMonths("rename");
        TableName backup = oldCopy(table);
        for (String month : new String[] {"202601", "202602", "202603"}) {
            oldInsert(table, backup, month);
        }
        clickhouse.ask("DROP TABLE " + table.sql() + " SYNC");

        new OldToolBackup(server, table, CopyLimits.NONE, PATIENCE).bringBack(Set.of());

        assertWhole(table, 300);
    }

    @Test
    void rowsCameAfterTheirPartitionWasDropped() {
        TableName table = threeMonths("late");
        TableName backup = oldCopy(table);
        oldInsert(table, backup, "202601");
        oldDrop(table, "202601");
        clickhouse.ask("INSERT INTO " + table.sql() + " SELECT 1000 + number, '2026-01-20' FROM numbers(10)");

        bringBackAndMigrate(table, Set.of("202601"));

        assertWhole(table, 310);
    }

    @Test
    void killedAnywhereWhileRowsComeBack() {
        TableName table = threeMonths("again");
        TableName backup = oldCopy(table);
        oldInsert(table, backup, "202601");
        oldDrop(table, "202601");
        for (boolean afterwards : new boolean[] {false, true}) {
            CutServer cut = new CutServer(server, afterwards);
            for (boolean done = false; !done; ) {
                try {
                    new OldToolBackup(cut, table, CopyLimits.NONE, PATIENCE).bringBack(Set.of());
                    done = true;
                } catch (CutServer.Killed e) {
                    assertThat(clickhouse.number("SELECT count() - uniqExact(id) FROM " + table.sql()))
                            .isZero();
                }
            }
        }

        assertWhole(table, 300);
        assertThat(clickhouse.ask("SHOW CREATE TABLE " + table.sql())).doesNotContain("max_bytes_to_merge");
    }

    @Test
    void asksWhereNobodyCanTell() {
        TableName table = create("unclear", COLUMNS.formatted("SummingMergeTree"));
        clickhouse.ask("INSERT INTO " + table.sql() + " SELECT number, '2026-01-15' FROM numbers(100)");
        TableName backup = oldCopy(table);
        clickhouse.ask("INSERT INTO " + backup.sql() + " SELECT 500 + number, '2026-01-15' FROM numbers(10)");

        assertThatThrownBy(() -> new OldToolBackup(server, table, CopyLimits.NONE, PATIENCE).bringBack(Set.of()))
                .isInstanceOf(CopyException.class)
                .hasMessageContaining("10 of 10 rows of partition 202601");
        assertThat(clickhouse.number("SELECT count() FROM " + table.sql())).isEqualTo(100);
        assertThat(exists(backup)).isTrue();
    }

    private void bringBackAndMigrate(TableName table, Set<String> completed) {
        new OldToolBackup(server, table, CopyLimits.NONE, PATIENCE).bringBack(completed);
        migrate(there(table));
        assertThat(disks(table)).isEqualTo("s3");
        assertThat(exists(CopyNames.adopting(table).kept())).as("the backup").isTrue();
    }

    private TableName threeMonths(String name) {
        TableName table = create(name, COLUMNS.formatted("MergeTree"));
        clickhouse.ask("INSERT INTO " + table.sql()
                + " SELECT number, toDate('2026-01-15') + INTERVAL number % 3 MONTH FROM numbers(300)");
        return table;
    }

    private TableName oldCopy(TableName table) {
        String definition = clickhouse.ask("SELECT engine FROM system.tables WHERE name = '" + table.table() + "'");
        return create(table.table() + "_backup_s3", COLUMNS.formatted(definition) + " SETTINGS storage_policy = 's3'");
    }

    private void oldInsert(TableName table, TableName backup, String month) {
        clickhouse.ask(
                "INSERT INTO " + backup.sql() + " SELECT * FROM " + table.sql() + " WHERE toYYYYMM(day) = " + month);
    }

    private void oldDrop(TableName table, String month) {
        clickhouse.ask("ALTER TABLE " + table.sql() + " DROP PARTITION " + month);
    }

    private void assertWhole(TableName table, long rows) {
        assertThat(clickhouse.ask("SELECT count(), uniqExact(id) FROM " + table.sql()))
                .isEqualTo(rows + "\t" + rows);
    }
}
