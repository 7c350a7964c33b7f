package io.caravan.migration.copy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.caravan.migration.TableName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TableDdlTest {

    private static final TableName NEW = new TableName("d", "new `one`");

    @Test
    void changesNameAndPolicyAndNothingElse() {
        String sql =
                "CREATE TABLE d.`storage_policy = 'hot'`\n(\n    `comment` String DEFAULT 'x\\', SETTINGS storage_policy = ''hot'''"
                        + " COMMENT 'a ) b',\n    `settings` UInt8,\n    PROJECTION p\n    (\n        SELECT comment\n        ORDER BY settings\n    )\n)\n"
                        + "ENGINE = ReplacingMergeTree(settings)\nPARTITION BY tuple(comment, settings)\nORDER BY (comment, settings)\n"
                        + "TTL toDate(settings) + toIntervalDay(1) WHERE comment = 'SETTINGS'\n"
                        + "SETTINGS storage_policy = 'hot', index_granularity = 100\nCOMMENT 'SETTINGS storage_policy = \\'hot\\''";

        TableDdl ddl = TableDdl.parse(sql);

        assertThat(ddl.sql()).isEqualTo(sql);
        assertThat(ddl.named(NEW).with("storage_policy", "'s3'").sql())
                .isEqualTo(sql.replace("d.`storage_policy = 'hot'`\n(", "`d`.`new \\`one\\``\n(")
                        .replace("\nSETTINGS storage_policy = 'hot'", "\nSETTINGS storage_policy = 's3'"));
    }

    @Test
    void addsAPolicyWhereThereAreNoSettings() {
        assertThat(TableDdl.parse("CREATE TABLE t (`a` Int8) ENGINE = MergeTree ORDER BY a COMMENT 'x'")
                        .with("storage_policy", "'s3'")
                        .sql())
                .isEqualTo(
                        "CREATE TABLE t\n(`a` Int8)\nENGINE = MergeTree\nORDER BY a\nSETTINGS storage_policy = 's3'\nCOMMENT 'x'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"comment", "settings", "(settings, comment)", "settings = 1"})
    void knowsColumnsFromKeywords(String key) {
        TableDdl ddl = TableDdl.parse("CREATE TABLE t (`comment` UInt8, `settings` UInt8) ENGINE = MergeTree ORDER BY "
                + key + " SETTINGS index_granularity = 8192");

        assertThat(ddl.clauses()).isEqualTo("ORDER BY " + key);
        assertThat(ddl.settings()).containsOnlyKeys("index_granularity");
        assertThat(ddl.comment()).isEmpty();
    }

    @Test
    void givesAReplicatedTableAPathOfItsOwn() {
        TableDdl ddl = TableDdl.parse(
                "CREATE TABLE t (`a` Int8) ENGINE = ReplicatedReplacingMergeTree("
                        + "'/clickhouse/tables/{shard}/it\\'s, (t', '{replica}', a) ORDER BY a SETTINGS index_granularity = 8192");

        TableDdl changed = ddl.withReplicaPathSuffix("__to_s3");

        assertThat(changed.arguments())
                .isEqualTo(List.of("'/clickhouse/tables/{shard}/it\\'s, (t__to_s3'", "'{replica}'", "a"));
        assertThat(changed.comparable()).isEqualTo(ddl.comparable());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE t (a Int8 DEFAULT 'x) ENGINE = Log",
                "CREATE TABLE t (a Int8 ENGINE = Log",
                "CREATE VIEW v AS SELECT 1",
                "CREATE TABLE t (a Int8)) ENGINE = Log",
                "CREATE TABLE t (a Int8) /* ENGINE = Log"
            })
    void refusesWhatItDoesNotUnderstand(String sql) {
        assertThatThrownBy(() -> TableDdl.parse(sql))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sql);
    }
}
