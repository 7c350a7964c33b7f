package io.caravan.migration.copy;

import java.util.function.Consumer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.caravan.migration.TableName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A kill at every changing statement of the way there and back: whoever comes next completes it, and with rows that came in
 * between none is missing and none is there twice.
 */
class KilledCopyTest extends CopyTestBase {

    private static final int ROWS_OF_AN_INSERT = 20;

    private int inserts;

    @ParameterizedTest(name = "the statement took effect: {0}")
    @ValueSource(booleans = {false, true})
    void losesNothingAndDoublesNothing(boolean afterwards) {
        TableName table = create(
                "killed " + afterwards,
                "(id UInt64, n UInt64) ENGINE = MergeTree PARTITION BY id % 2 ORDER BY id SETTINGS index_granularity = 512");
        inserts = 0;
        insert(table);
        clickhouse.ask(
                "INSERT INTO " + table.sql() + " SELECT 2 * number + 1, 0 FROM numbers(" + ROWS_OF_AN_INSERT + ")");

        int there = killEverywhere(table, afterwards, server -> migrate(there(table, server)));
        assertThat(disks(table)).isEqualTo("s3");
        assertThat(there).as("kills on the way there").isGreaterThan(20);
        assertWhole(table);

        insert(table);
        int back = killEverywhere(table, afterwards, server -> rollBack(back(table, server)));
        assertThat(disks(table)).isEqualTo("default");
        assertThat(back).as("kills on the way back").isGreaterThan(10);
        assertWhole(table);
    }

    /** @return how often it was killed */
    private int killEverywhere(TableName table, boolean afterwards, Consumer<CopyServer> way) {
        CutServer cut = new CutServer(server, afterwards);
        for (int kills = 0; ; kills++) {
            try {
                way.accept(cut);
                return kills;
            } catch (CutServer.Killed e) {
                if (kills % 4 == 0) {
                    insert(table);
                }
                assertComplete(table);
            }
        }
    }

    private void insert(TableName table) {
        inserts++;
        clickhouse.ask("INSERT INTO " + table.sql() + " SELECT 2 * number, " + inserts + " FROM numbers("
                + ROWS_OF_AN_INSERT + ")");
    }

    /** Readers may miss rows for a moment after the exchange, but never see one twice. */
    private void assertComplete(TableName table) {
        assertThat(clickhouse.number("SELECT count() - uniqExact(id, n) FROM " + table.sql()))
                .isZero();
    }

    private void assertWhole(TableName table) {
        assertThat(clickhouse.ask("SELECT count(), uniqExact(id, n), sum(n) FROM " + table.sql()))
                .isEqualTo((inserts + 1L) * ROWS_OF_AN_INSERT + "\t" + (inserts + 1L) * ROWS_OF_AN_INSERT + "\t"
                        + (long) ROWS_OF_AN_INSERT * inserts * (inserts + 1) / 2);
    }
}
