package io.caravan.migration.copy;

import org.junit.jupiter.api.Test;

import io.caravan.migration.TableName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What goes wrong is told, and the source is as it was. */
class FaultyCopyTest extends CopyTestBase {

    private static final String COLUMNS = "(id UInt64, n UInt64) ENGINE = MergeTree PARTITION BY n ORDER BY id";

    @Test
    void theTableIsDroppedMeanwhile() {
        TableName table = filled("dropped");
        TableCopy copy = there(table);
        copy.prepare(POLICY);
        copy.copy("0");
        clickhouse.ask("DROP TABLE " + table.sql());

        assertThatThrownBy(() -> copy.copy("1"))
                .isInstanceOf(CopyException.class)
                .hasMessage("the table " + table + " was dropped meanwhile");
    }

    @Test
    void anotherTableTakesTheNameMeanwhile() {
        TableName table = filled("replaced");
        TableCopy copy = there(table);
        copy.prepare(POLICY);
        clickhouse.ask("DROP TABLE " + table.sql() + " SYNC");
        filled("replaced");

        assertThatThrownBy(copy::complete)
                .isInstanceOf(CopyException.class)
                .hasMessageContaining("is another one than when the copy began");
    }

    @Test
    void aColumnIsAddedMeanwhile() {
        TableName table = filled("altered");
        TableCopy copy = there(table);
        copy.prepare(POLICY);
        clickhouse.ask("ALTER TABLE " + table.sql() + " ADD COLUMN late UInt8");

        assertThatThrownBy(copy::verifyTable).hasMessageContaining("structure");
        copy.abandon();
        migrate(there(table));

        assertThat(disks(table)).isEqualTo("s3");
        assertThat(clickhouse.ask("SELECT count(), sum(late) FROM " + table.sql()))
                .isEqualTo("100\t0");
    }

    @Test
    void rowsAreDeletedAndPartitionsDroppedMeanwhile() {
        TableName table = filled("deleted");
        TableCopy copy = there(table);
        copy.prepare(POLICY);
        copy.pending().forEach(copy::copy);
        clickhouse.ask("ALTER TABLE " + table.sql() + " DELETE WHERE id < 10 SETTINGS mutations_sync = 2");
        clickhouse.ask("ALTER TABLE " + table.sql() + " DROP PARTITION 3");
        String before = content(table);

        migrate(copy);

        assertThat(content(table)).isEqualTo(before);
        assertThat(disks(table)).isEqualTo("s3");
    }

    @Test
    void theNewTableLacksRowsBeforeTheOldOneIsDropped() {
        TableName table = filled("lacking");
        TableCopy copy = there(table);
        migrate(copy);
        TableName kept = CopyNames.there(table, POLICY).kept();
        clickhouse.ask("ALTER TABLE " + table.sql() + " DELETE WHERE id = 7 SETTINGS mutations_sync = 2");

        assertThatThrownBy(copy::finish)
                .isInstanceOf(CopyException.class)
                .hasMessageContaining("1 rows of partition 3 of " + kept);
        assertThat(clickhouse.number("SELECT count() FROM " + kept.sql())).isEqualTo(100);
    }

    @Test
    void anEarlierMigrationWasNotFinished() {
        TableName table = filled("twice");
        migrate(there(table));
        TableName kept = CopyNames.there(table, POLICY).kept();
        clickhouse.ask("DROP TABLE " + CopyNames.there(table, POLICY).progress().sql());

        assertThatThrownBy(() -> there(table).prepare(POLICY))
                .isInstanceOf(CopyException.class)
                .hasMessageContaining(kept + " holds rows of an earlier migration");
    }

    private TableName filled(String name) {
        TableName table = create(name, COLUMNS);
        clickhouse.ask("INSERT INTO " + table.sql() + " SELECT number, number % 4 FROM numbers(100)");
        return table;
    }
}
