package io.caravan.query.http;

import java.util.List;
import java.util.Optional;

import io.caravan.query.Field;
import io.caravan.query.Link;
import io.caravan.query.Place;
import io.caravan.query.View;
import io.caravan.testing.ClickHouseQuery;

/** Views, and the tables behind them. */
final class TestViews {

    static final int CALLS = 25;
    static final int MANY = 1_000_000;

    private TestViews() {}

    static List<View> all() {
        Place calls = place(
                "calls",
                Field.column("id", "UInt64"),
                Field.column("name", "String"),
                Field.column("fee", "Decimal(18, 6)"),
                Field.column("at", "DateTime64(3, 'UTC')"),
                Field.column("note", "Nullable(String)"));
        Place node = new Place("", "nodes", false, List.of("id"), List.of(Field.column("zone", "String")), List.of());
        Place linked = new Place(
                "",
                "calls",
                false,
                List.of("id"),
                calls.fields(),
                List.of(Link.of("node", Field.column("node", "UInt32"), "id", true, node)));
        Place numbers = place("slow", Field.column("id", "UInt64"));
        Place many = place("many", Field.column("id", "UInt64"), Field.column("text", "String"));
        return List.of(
                view("calls", linked, new View.Limits(1000, 30, 1L << 30, 4)),
                view("звонки", calls, View.Limits.USUAL),
                new View("secret", calls, List.of(), Optional.empty(), View.Limits.USUAL, List.of("other", "shop")),
                view("evil", calls, View.Limits.USUAL),
                view("few", calls, new View.Limits(20, 30, 1L << 30, 4)),
                view("hasty", numbers, new View.Limits(1000, 1, 1L << 30, 4)),
                view("single", calls, new View.Limits(1000, 30, 1L << 30, 1)),
                view("slow", numbers, new View.Limits(1000, 60, 1L << 30, 1)),
                view("small", many, new View.Limits(1000, 30, 8L << 20, 4)),
                view("many", many, new View.Limits(MANY, 120, 1L << 30, 4)));
    }

    static void create(ClickHouseQuery sql) {
        sql.ask("CREATE TABLE calls (id UInt64, name String, fee Decimal(18, 6), at DateTime64(3, 'UTC'),"
                + " note Nullable(String), node UInt32, unused String) ENGINE = MergeTree ORDER BY id"
                + " SETTINGS min_bytes_for_wide_part = 0");
        sql.ask("INSERT INTO calls SELECT number, concat('n\"', toString(number)), toDecimal64(number, 6) / 8,"
                + " toDateTime64('2026-03-01 01:00:00.123', 3, 'UTC') + number, if(number % 2 = 0, NULL, 'x'),"
                + " number, repeat('u', 10000) FROM numbers(" + CALLS + ")");
        sql.ask("CREATE TABLE nodes (id UInt32, zone String) ENGINE = MergeTree ORDER BY id");
        sql.ask("INSERT INTO nodes SELECT number, ['Asia/Shanghai', ''][1 + number % 2] FROM numbers(20)");
        sql.ask("CREATE VIEW slow AS SELECT number AS id FROM numbers(1000000000000) WHERE cityHash64(number) = 0");
        sql.ask("CREATE VIEW many AS SELECT number AS id, hex(sipHash128(number)) AS text FROM numbers(" + MANY + ")");
    }

    private static Place place(String table, Field... fields) {
        return new Place("", table, false, List.of("id"), List.of(fields), List.of());
    }

    private static View view(String name, Place table, View.Limits limits) {
        return new View(name, table, List.of("id"), Optional.empty(), limits, List.of());
    }
}
