package io.caravan.query.view;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.query.Condition;
import io.caravan.query.Condition.Compare;
import io.caravan.query.Condition.IsNull;
import io.caravan.query.Condition.Operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The dictionaries that a view implies load from a real PostgreSQL, and questions go over them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgreSqlDictionaryTest {

    private static final String FULL = "00000000-0000-0000-0000-0000000000f1";
    private static final String EMPTY = "00000000-0000-0000-0000-0000000000e0";
    private static final String UNKNOWN = "00000000-0000-0000-0000-000000000001";

    @TempDir
    private static Path home;

    private SeedTables tables;
    private PostgreSqlServer postgres;
    private PostgreSqlViews views;

    @BeforeAll
    void start() throws IOException {
        tables = new SeedTables();
        postgres = new PostgreSqlServer(Files.createDirectories(home.resolve("postgresql")));
        views = new PostgreSqlViews(tables, postgres, home);
    }

    @AfterAll
    void stop() throws IOException {
        tables.close();
        postgres.close();
    }

    @Test
    void everyTypeArrivesAndNullHasItsStandIn() throws IOException {
        postgres.run(
                "CREATE TABLE sources (primarykey uuid PRIMARY KEY, "
                        + PostgreSqlColumn.each(column -> '"' + column.name() + "\" " + column.type()) + ")",
                "INSERT INTO sources VALUES ('" + FULL + "', "
                        + PostgreSqlColumn.each(column -> "'" + column.value().replace("'", "''") + "'") + ")",
                "INSERT INTO sources (primarykey) VALUES ('" + EMPTY + "')");
        tables.sql.ask("CREATE TABLE photos (id UInt32, source UUID) ENGINE = MergeTree ORDER BY id");
        tables.sql.ask("INSERT INTO photos VALUES (1, '" + FULL + "'), (2, '" + EMPTY + "'), (3, '" + UNKNOWN + "')");
        String columns =
                "primarykey: uuid, " + PostgreSqlColumn.each(column -> column.name() + ": \"" + column.type() + '"');
        views.make("photos_seen", views.text("photos", "source", "sources", "primarykey", "table: sources", columns));

        assertThat(rowOf(FULL))
                .isEqualTo(PostgreSqlColumn.ALL.stream()
                        .collect(Collectors.toMap(PostgreSqlColumn::name, PostgreSqlColumn::shown)));
        Map<String, String> absent = new HashMap<>(PostgreSqlColumn.ALL.stream()
                .collect(Collectors.toMap(PostgreSqlColumn::name, PostgreSqlColumn::absent)));
        // East of Greenwich that midnight is before all times that ClickHouse has.
        absent.computeIfPresent("seen", (name, time) -> tables.sql.ask("SELECT toDateTime('" + time + "')"));
        assertThat(rowOf(EMPTY)).isEqualTo(absent);

        List<String> paths = List.of("id", "source.Наименование", "source.Номер", "source.active");
        assertThat(views.plan("photos_seen", paths, Optional.empty()).sql()).contains("dictGet");
        assertThat(answer("photos_seen", paths))
                .containsExactly(
                        List.of("1", PostgreSqlColumn.TEXT, "2147483647", "1"),
                        List.of("2", "", "-1", "0"),
                        List.of("3", "null", "null", "null"));
        assertThat(answer("photos_seen", paths, new Compare("source.Наименование", Operator.EQ, PostgreSqlColumn.TEXT)))
                .containsExactly(List.of("1", PostgreSqlColumn.TEXT, "2147483647", "1"));
        assertThat(answer("photos_seen", List.of("id"), new Compare("source.active", Operator.EQ, true)))
                .containsExactly(List.of("1"));
        assertThat(answer("photos_seen", List.of("id"), new IsNull("source.Номер")))
                .containsExactly(List.of("2"), List.of("3"));
    }

    @Test
    void aTableOfAnotherSchemaIsLookedUpByNumbers() throws IOException {
        String people = "people (id bigint PRIMARY KEY, name text, boss bigint)";
        postgres.run(
                "CREATE SCHEMA \"Кадры\"",
                "CREATE TABLE \"Кадры\"." + people,
                "INSERT INTO \"Кадры\".people VALUES (9000000000, 'Анна', NULL), (-2, 'Bob O''Hara', 9000000000)",
                "CREATE TABLE " + people,
                "INSERT INTO people VALUES (9000000000, 'nobody', 1), (-2, 'nobody', 1)");
        tables.sql.ask("CREATE TABLE visits (id UInt32, person Nullable(Int64)) ENGINE = MergeTree ORDER BY id");
        tables.sql.ask("INSERT INTO visits VALUES (1, 9000000000), (2, -2), (3, NULL), (4, 4)");
        String columns = "id: bigint, name: text, boss: bigint";
        views.make(
                "visits_seen", views.text("visits", "person", "people", "id", "schema: Кадры, table: people", columns));

        assertThat(tables.sql.ask("SELECT dictGet('people', 'boss', tuple(toInt64(-2)))"))
                .isEqualTo("9000000000");
        assertThat(answer("visits_seen", List.of("id", "person.name"), new Compare("person.boss", Operator.GT, 0)))
                .containsExactly(List.of("2", "Bob O'Hara"));
        assertThat(answer("visits_seen", List.of("id", "person", "person.name")))
                .containsExactly(
                        List.of("1", "9000000000", "Анна"),
                        List.of("2", "-2", "Bob O'Hara"),
                        List.of("3", "null", "null"),
                        List.of("4", "4", "null"));
    }

    @Test
    void theColumnThatLinksDecidesTheTypeOfTheKey() throws IOException {
        postgres.run(
                "CREATE TABLE towns (n integer, code varchar(9), name varchar)",
                "INSERT INTO towns VALUES (7, 'ПР', 'Пермь'), (8, 'МС', 'Москва')");
        tables.sql.ask(
                "CREATE TABLE calls (id UInt32, wide UInt64, narrow UInt16, byte UInt8, code LowCardinality(String))"
                        + " ENGINE = MergeTree ORDER BY id");
        tables.sql.ask("INSERT INTO calls VALUES (1, 7, 7, 7, 'ПР'), (2, 9, 9, 9, 'НН')");
        for (String link : List.of("wide", "narrow", "code")) {
            String key = link.equals("code") ? "code" : "n";
            String columns = key + (key.equals("n") ? ": integer" : ": varchar(9)") + ", name: varchar";
            views.make("by_" + link, views.text("calls", link, "towns_" + link, key, "table: towns", columns));

            assertThat(answer("by_" + link, List.of("id", link + ".name")))
                    .containsExactly(List.of("1", "Пермь"), List.of("2", "null"));
            assertThat(answer("by_" + link, List.of("id"), new Compare(link + ".name", Operator.EQ, "Пермь")))
                    .containsExactly(List.of("1"));
        }
        String text = views.text("calls", "byte", "towns_byte", "n", "table: towns", "n: integer, name: varchar");
        assertThat(views.verdicts("by_byte", text))
                .containsExactly("the key 'n' is integer, the column that links to it UInt8");
        assertThat(views.verdicts("by_byte", text.replace("  byte:\n", "  town:\n    column: byte\n    type: Int32\n")))
                .isEmpty();
    }

    @Test
    void whatChangesInPostgreSqlIsThereAfterAReload() throws IOException {
        postgres.run(
                "CREATE TABLE roads (id bigint PRIMARY KEY, name text)",
                "INSERT INTO roads VALUES (1, 'old'), (2, 'closed')");
        tables.sql.ask("CREATE TABLE jams (id UInt32, road Int64) ENGINE = MergeTree ORDER BY id");
        tables.sql.ask("INSERT INTO jams VALUES (1, 1), (2, 2), (3, 3)");
        views.make("jams_seen", views.text("jams", "road", "roads", "id", "table: roads", "id: bigint, name: text"));
        List<String> paths = List.of("id", "road.name");
        assertThat(answer("jams_seen", paths))
                .containsExactly(List.of("1", "old"), List.of("2", "closed"), List.of("3", "null"));

        postgres.run(
                "UPDATE roads SET name = 'new' WHERE id = 1",
                "DELETE FROM roads WHERE id = 2",
                "INSERT INTO roads VALUES (3, 'built')");
        tables.sql.ask("SYSTEM RELOAD DICTIONARY roads");
        assertThat(answer("jams_seen", paths))
                .containsExactly(List.of("1", "new"), List.of("2", "null"), List.of("3", "built"));
    }

    @Test
    void aWrongPasswordIsToldAndNotShown() throws IOException {
        postgres.run("CREATE TABLE doors (id bigint PRIMARY KEY, name text)");
        tables.sql.ask("CREATE TABLE locks (id UInt32, door Int64) ENGINE = MergeTree ORDER BY id");
        views.make(
                "locks_seen",
                views.text("locks", "door", "doors", "id", "table: doors", "id: bigint, name: text"),
                "not the right one");

        assertThatThrownBy(() -> tables.sql.ask("SELECT count() FROM doors"))
                .hasMessageContaining("password authentication failed for user \"reader\"")
                .hasMessageNotContaining("not the right one");
        assertThat(tables.sql.ask("SELECT last_exception FROM system.dictionaries WHERE name = 'doors'"))
                .contains("password authentication failed")
                .doesNotContain("not the right one");
        assertThat(tables.sql.ask("SHOW CREATE DICTIONARY doors")).doesNotContain("not the right one");
    }

    @Test
    void aMomentIsRightWhereTheReaderHasTheZoneOfClickHouse() throws IOException {
        Instant moment = Instant.parse("2026-10-01T10:00:00Z");
        postgres.run(
                "CREATE TABLE shifts (id bigint PRIMARY KEY, begins timestamp with time zone)",
                "INSERT INTO shifts VALUES (1, '" + moment + "')",
                "ALTER ROLE reader SET timezone = '" + tables.sql.ask("SELECT timezone()") + "'");
        tables.sql.ask("CREATE TABLE works (id UInt32, shift Int64) ENGINE = MergeTree ORDER BY id");
        String columns = "id: bigint, begins: timestamp with time zone";
        views.make("works_seen", views.text("works", "shift", "shifts", "id", "table: shifts", columns));

        assertThat(tables.sql.number("SELECT toUnixTimestamp(begins) FROM shifts"))
                .isEqualTo(moment.getEpochSecond());
    }

    @Test
    void whatDoesNotFitIsAsDocumentedAndAViewGoesRoundIt() throws IOException {
        postgres.run(
                "CREATE TABLE lives (id bigint PRIMARY KEY, born date, seen timestamp, code character(4))",
                "INSERT INTO lives VALUES (1, '1965-05-01', '2026-10-01 10:00:00.9', 'A'), "
                        + "(2, '1812-09-07', '1965-05-01 00:00:00', 'B'), (3, '9999-12-31', 'infinity', 'C')",
                "CREATE VIEW fitting AS SELECT id, born, trim(code) AS code, "
                        + "LEAST(seen, TIMESTAMP '2105-12-31') AS seen FROM lives");
        tables.sql.ask("CREATE TABLE graves (id UInt32, life Int64) ENGINE = MergeTree ORDER BY id");
        String columns = "id: bigint, born: date, seen: timestamp, code: character(4)";
        views.make("graves_bad", views.text("graves", "life", "bad_lives", "id", "table: lives", columns));
        views.make("graves_seen", views.text("graves", "life", "lives", "id", "table: fitting", columns));

        assertThatThrownBy(() -> tables.sql.ask("SELECT count() FROM bad_lives"))
                .hasMessageContaining("Cannot parse PostgreSQL value 'infinity' as DateTime");
        assertThat(tables.sql.lines("SELECT id, born, if(seen = toDateTime(0), 'first', toString(seen)), code"
                        + " FROM lives ORDER BY id"))
                .containsExactly(
                        "1\t1965-05-01\t2026-10-01 10:00:00\tA",
                        "2\t1970-01-01\tfirst\tB",
                        "3\t2299-12-31\t2105-12-31 00:00:00\tC");
        postgres.run("DELETE FROM lives WHERE id = 3");
        tables.sql.ask("SYSTEM RELOAD DICTIONARY bad_lives");
        assertThat(tables.sql.ask("SELECT dictGet('bad_lives', 'code', tuple(toInt64(1))) || '|'"))
                .isEqualTo("A   |");
    }

    private Map<String, String> rowOf(String key) {
        JsonNode row = tables.sql
                .rows("SELECT * EXCEPT primarykey FROM sources WHERE primarykey = '" + key + "'")
                .get(0);
        Map<String, String> texts = new HashMap<>();
        row.properties()
                .forEach(column -> texts.put(column.getKey(), column.getValue().asText()));
        return texts;
    }

    private List<List<String>> answer(String view, List<String> select, Condition... where) throws IOException {
        return views.answer(view, select, List.of(where).stream().findFirst());
    }
}
