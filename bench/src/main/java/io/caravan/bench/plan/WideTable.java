package io.caravan.bench.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.caravan.bench.Run;
import io.caravan.bench.stack.Sql;
import io.caravan.query.Field;
import io.caravan.query.Link;
import io.caravan.query.Place;
import io.caravan.query.View;

/**
 * A wide table twice, sorted by its link and not, with two dictionaries in a row: of a thousand rows of the second one is wanted, and so
 * a thousandth of the table.
 */
final class WideTable {

    static final String SORTED = "BigTable";
    static final String UNSORTED = "BigTableByTime";
    private static final String DATABASE = "wide";
    private static final int DICTIONARY_A = 100_000;
    private static final int DICTIONARY_B = 1_000;
    private static final long AT_ONCE = 10_000_000;

    private WideTable() {}

    static void make(Run run, Sql sql, long rows) {
        sql.run("CREATE DATABASE " + DATABASE);
        sql.run(
                "CREATE TABLE wide.dictA (primaryKey Int64, columnC String, linkDictB Int64) ENGINE = MergeTree ORDER BY primaryKey");
        sql.run(
                "CREATE TABLE wide.dictB (primaryKey Int64, columnA String, columnB Int32) ENGINE = MergeTree ORDER BY primaryKey");
        sql.run("INSERT INTO wide.dictA SELECT number, concat('row ', toString(number)), cityHash64(number) % "
                + DICTIONARY_B + " FROM numbers(" + DICTIONARY_A + ")");
        sql.run(
                "INSERT INTO wide.dictB SELECT number, if(number = 7, 'Perm', concat('town ', toString(number))), number % 50"
                        + " FROM numbers(" + DICTIONARY_B + ")");
        for (String table : List.of(SORTED, UNSORTED)) {
            sql.run("CREATE TABLE wide." + table
                    + " (id UInt64, columnA LowCardinality(String), amount Float64, linkDictA Int64)"
                    + " ENGINE = MergeTree ORDER BY " + (table.equals(SORTED) ? "linkDictA" : "id"));
            for (long from = 0; from < rows; from += AT_ONCE) {
                sql.run("INSERT INTO wide." + table
                        + " SELECT number, concat('kind ', toString(h % 100)), h % 1000 / 10,"
                        + " intDiv(h, 1000) % " + DICTIONARY_A
                        + " FROM (SELECT number, cityHash64(number, 1) AS h FROM numbers("
                        + from + ", " + Math.min(AT_ONCE, rows - from) + "))");
            }
            run.say(rows + " rows in " + table);
        }
    }

    static View view(String table) {
        Place dictB = new Place(
                DATABASE,
                "dictB",
                false,
                List.of("primaryKey"),
                List.of(Field.column("columnA", "String"), Field.column("columnB", "Int32")),
                List.of());
        Place dictA = new Place(
                DATABASE,
                "dictA",
                false,
                List.of("primaryKey"),
                List.of(Field.column("columnC", "String")),
                List.of(link("dictB", "linkDictB", dictB)));
        Place wide = new Place(
                DATABASE,
                table,
                false,
                List.of(table.equals(SORTED) ? "linkDictA" : "id"),
                List.of(
                        Field.column("id", "UInt64"),
                        Field.column("columnA", "LowCardinality(String)"),
                        Field.column("amount", "Float64")),
                List.of(link("dictA", "linkDictA", dictA)));
        View.Limits unlimited = new View.Limits(Integer.MAX_VALUE, 600, Long.MAX_VALUE, 1);
        return new View("wide", wide, List.of(), Optional.empty(), unlimited, List.of());
    }

    /** Every row has a match, and no key stands twice. */
    private static Link link(String name, String column, Place target) {
        return new Link(name, Field.column(column, "Int64"), "primaryKey", false, true, target, Map.of());
    }
}
