package io.caravan.clickhouse;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class StatementsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                " select 1",
                "-- INSERT\nSELECT 1",
                "/* DROP */ (SELECT 1)",
                "WITH 1 AS x SELECT x",
                "SHOW TABLES",
                "DESC t",
            })
    void questionsOnlyRead(String sql) {
        assertThat(Statements.onlyReads(sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO t SELECT 1",
                "-- SELECT\nDROP TABLE t",
                "WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x",
                "ALTER TABLE t DELETE WHERE 1",
                "OPTIMIZE TABLE t",
                "",
                "SELECT 1 INTO OUTFILE 'f'",
            })
    void everythingElseMayWrite(String sql) {
        assertThat(Statements.onlyReads(sql)).isFalse();
    }
}
