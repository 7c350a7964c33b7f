package io.caravan.migration.copy;

import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.caravan.clickhouse.Quoted;
import io.caravan.migration.TableName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Tables of all kinds come out on S3 as they went in, definition and rows. */
class CopiedTablesTest extends CopyTestBase {

    private static final String MONTHS = " PARTITION BY toYYYYMM(day) ORDER BY id";
    private static final String ROWS = "number, toDate('2026-01-15') + 20 * (number % 5)";

    static Stream<Arguments> tables() {
        return Stream.of(
                arguments("plain", "(id UInt64, day Date) ENGINE = MergeTree" + MONTHS, ROWS),
                arguments(
                        "a `name` with 'quotes' and blanks", "(id UInt64, day Date) ENGINE = MergeTree" + MONTHS, ROWS),
                arguments("unpartitioned", "(id UInt64, day Date) ENGINE = MergeTree ORDER BY id", ROWS),
                arguments(
                        "replacing",
                        "(id UInt64, day Date) ENGINE = ReplacingMergeTree" + MONTHS,
                        "number % 7, toDate('2026-01-15')"),
                arguments(
                        "summing",
                        "(id UInt64, day Date, n Int64) ENGINE = SummingMergeTree(n)" + MONTHS,
                        "number % 7, toDate('2026-01-15'), number"),
                arguments(
                        "aggregating",
                        "(id UInt64, u AggregateFunction(uniq, UInt64), m SimpleAggregateFunction(max, UInt64))"
                                + " ENGINE = AggregatingMergeTree ORDER BY id",
                        "number % 3, uniqState(number), max(number)"),
                arguments(
                        "collapsing",
                        "(id UInt64, sign Int8) ENGINE = CollapsingMergeTree(sign) ORDER BY id",
                        "number, if(number % 2, 1, -1)"),
                arguments(
                        "tuple key",
                        "(id UInt64, day Date) ENGINE = MergeTree PARTITION BY (toYYYYMM(day), intDiv(id, 100)) ORDER BY id",
                        ROWS),
                arguments("date key", "(id UInt64, day Date) ENGINE = MergeTree PARTITION BY day ORDER BY id", ROWS),
                arguments(
                        "date and time key",
                        "(id UInt64, at DateTime('Asia/Shanghai')) ENGINE = MergeTree PARTITION BY (toDate(at), toHour(at))"
                                + " ORDER BY id",
                        "number, toDateTime('2026-01-15 23:30:00', 'Asia/Shanghai') + 1800 * (number % 4)"),
                arguments(
                        "string key",
                        "(s String, id UInt64) ENGINE = MergeTree PARTITION BY s ORDER BY id",
                        "['20240101', 'it''s', 'nan', '1_000', ''][number % 5 + 1], number"),
                arguments(
                        "uuid key",
                        "(u UUID, id UInt64) ENGINE = MergeTree PARTITION BY u ORDER BY id",
                        "toUUID('61f0c404-5cb3-11e7-907b-a6006ad3dba' || toString(number % 3)), number"),
                arguments(
                        "nullable",
                        "(id UInt64, a Nullable(String), b LowCardinality(Nullable(String)), f Float64, t Tuple(x Nullable(Int8)))"
                                + " ENGINE = MergeTree PARTITION BY a ORDER BY (id, b) SETTINGS allow_nullable_key = 1",
                        "number, if(number % 3, NULL, 'x'), NULL, [nan, -0., 0., inf][number % 4 + 1], tuple(NULL)"),
                arguments(
                        "everything",
                        "(id UInt64 COMMENT 'it''s, `SETTINGS x`', day Date, s String DEFAULT 'storage_policy = ''default''' CODEC(ZSTD(3)),"
                                + " double UInt64 MATERIALIZED id * 2, one UInt8 ALIAS 1, e UInt8 EPHEMERAL 3, j JSON,"
                                + " nest Nested(x UInt8, y String), m Map(String, Array(Nullable(Int8))),"
                                + " INDEX by_s s TYPE bloom_filter GRANULARITY 2,"
                                + " PROJECTION days (SELECT day, count() GROUP BY day), CONSTRAINT positive CHECK id >= 0)"
                                + " ENGINE = ReplacingMergeTree(id) PARTITION BY toYYYYMM(day) PRIMARY KEY id ORDER BY (id, s)"
                                + " TTL day + INTERVAL 100 YEAR SETTINGS index_granularity = 1000,"
                                + " deduplicate_merge_projection_mode = 'rebuild' COMMENT 'SETTINGS storage_policy = ''x'''",
                        null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void comeOutAsTheyWentIn(String name, String definition, String rows) {
        TableName table = create(name, definition);
        fill(table, rows);
        fill(table, rows);
        String before = content(table);
        TableDdl ddl = ddl(table);
        TableCopy copy = there(table);

        migrate(copy);

        assertThat(disks(table)).isEqualTo("s3");
        assertThat(content(table)).isEqualTo(before);
        assertThat(ddl(table).without("storage_policy")).isEqualTo(ddl);
        assertThat(content(CopyNames.there(table, POLICY).kept())).isEqualTo(before);

        copy.finish();

        assertThat(content(table)).isEqualTo(before);
        assertThat(clickhouse.lines("SELECT name FROM system.tables WHERE database = "
                        + Quoted.text(database) + " AND startsWith(name, "
                        + Quoted.text(name + "__") + ")"))
                .isEmpty();
    }

    private void fill(TableName table, String rows) {
        if (rows == null) {
            clickhouse.ask("INSERT INTO " + table.sql() + " (id, day, s, j, nest.x, nest.y, m) SELECT number,"
                    + " toDate('2026-01-15') + 20 * (number % 5), 's', '{\"a\":1,\"b\":[null,{\"c\":2}]}', [1], ['b'],"
                    + " map('k', [NULL, 1]) FROM numbers(300)");
        } else {
            String grouped = rows.contains("State(") ? " GROUP BY number" : "";
            clickhouse.ask("INSERT INTO " + table.sql() + " SELECT " + rows + " FROM numbers(300)" + grouped);
        }
    }

    private TableDdl ddl(TableName table) {
        return TableDdl.parse(clickhouse.ask("SHOW CREATE TABLE " + table.sql() + " FORMAT TSVRaw"));
    }
}
