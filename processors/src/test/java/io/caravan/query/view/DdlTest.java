package io.caravan.query.view;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The statements that a view implies run on the real server, and what they make answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DdlTest {

    private static final String COLOURS = "Enum16('white' = 1, 'black' = 2)";

    @TempDir
    private Path home;

    private SeedTables tables;

    @BeforeAll
    void create() {
        tables = new SeedTables();
        tables.sql.ask("""
                INSERT INTO grzevents_BigTable (`Источник`, `Источник_Идентификатор`, creator, `НомерТС`, `Скорость`,
                    `Время`, vehicletype, vehiclecolor, vehiclebrand, vehiclemodel)
                VALUES ('00000000-0000-0000-0000-000000000001', 7, 'radar', 'А001АА59', 91, '2026-10-01 10:00:00', 1, 2, 1, 2),
                    ('00000000-0000-0000-0000-000000000002', 8, 'police', 'В002ВВ59', 60, '2026-10-01 11:00:00', 2, 1, 2, 1)""");
    }

    @AfterAll
    void drop() {
        tables.close();
    }

    @Test
    void theViewOfOneSystem() throws IOException {
        List<String> statements = ddl("odisseyevents", """
                table: grzevents_BigTable
                fields:
                  - typeid: creator
                  - grz: НомерТС
                  - speed: Скорость
                  - datetime: Время
                  - photo_id
                  - object_id: КомплексОборудования_Идентификатор
                  - camera_direction_id: Оборудование_Идентификатор
                  - camera_id: Источник_Идентификатор
                  - vehicletype: {type: "COLOURS"}
                  - vehiclecolor: {type: "COLOURS"}
                  - vehiclebrand: {type: "COLOURS"}
                  - vehiclemodel: {type: "COLOURS"}
                """.replace("COLOURS", COLOURS));
        assertThat(statements).hasSize(1);
        tables.sql.ask(statements.get(0));
        assertThat(tables.sql.lines(
                        "SELECT typeid, grz, speed, camera_id, vehicletype, vehiclecolor FROM odisseyevents "
                                + "WHERE vehiclebrand = 'white' ORDER BY datetime"))
                .containsExactly("radar\tА001АА59\t91\t7\twhite\tblack");
        assertThat(tables.sql.ask("SELECT toTypeName(vehiclemodel) FROM odisseyevents LIMIT 1"))
                .isEqualTo(COLOURS.replace("'", "\\'"));
    }

    @Test
    void theViewOfTheOtherSystemWithItsDictionary() throws IOException {
        tables.sql.ask("""
                INSERT INTO `Источник_rows` VALUES ('00000000-0000-0000-0000-000000000001', 7, 'Пермь'),
                    ('00000000-0000-0000-0000-000000000002', 8, 'Москва')""");
        List<String> statements = ddl("transport", """
                name: ФотофиксацияТС
                table: grzevents_BigTable
                fields: [primarykey, createtime, creator, edittime, editor, НомерТС, Скорость, ОграничениеСкорости, Время,
                  ДатаПоступления, Получатель, vehicletype]
                links:
                  Источник:
                    dictionary: Источники
                    key: primarykey
                    fields: [Идентификатор, Наименование]
                    copies: {Идентификатор: Источник_Идентификатор}
                    source:
                      table: Источник_rows
                      columns: {primarykey: UUID, Идентификатор: Int32, Наименование: String}
                where:
                  or: [{ne: {creator: police}}, {like: {НомерТС: '\\*?%*'}}, {isNull: editor, gt: {Скорость: 300}}]
                """);
        assertThat(statements).hasSize(2);
        statements.forEach(tables.sql::ask);
        assertThat(tables.sql.lines(
                        "SELECT `НомерТС`, dictGet('Источники', 'Наименование', `Источник`) FROM `ФотофиксацияТС`"))
                .containsExactly("А001АА59\tПермь");
    }

    @Test
    void aDictionaryOfPostgreSql() throws IOException {
        String view = """
                table: BigTable
                fields: [at]
                links:
                  linkDictA:
                    dictionary: people
                    key: id
                    source:
                      host: pg.example
                      db: staff
                      schema: public
                      table: people
                      user: reader
                      passwordFrom: STAFF_PASSWORD
                      lifetime: 600
                      columns:
                        id: bigint
                        name: character varying(200)
                        born: timestamp without time zone
                        active: boolean
                        height: numeric(10,2)
                        boss: integer
                        place: uuid
                """;
        List<String> statements = ddl("people", view);
        assertThat(statements.get(0)).isEqualTo("""
                CREATE DICTIONARY `people`
                (
                    `id` Int64,
                    `name` String DEFAULT '',
                    `born` DateTime DEFAULT '1970-01-01 00:00:00',
                    `active` UInt8 DEFAULT 0,
                    `height` Float64 DEFAULT 0,
                    `boss` Int32 DEFAULT -1,
                    `place` UUID DEFAULT '00000000-0000-0000-0000-000000000000'
                )
                PRIMARY KEY `id`
                SOURCE(POSTGRESQL(HOST 'pg.example' PORT 5432 USER 'reader' PASSWORD '${STAFF_PASSWORD}' DB 'staff' \
                SCHEMA 'public' TABLE 'people'))
                LAYOUT(COMPLEX_KEY_HASHED())
                LIFETIME(600)""");
        tables.sql.ask(statements.get(0));
        var schema = new Schema(tables.source(), tables.name);
        CheckedView checked = new ViewCheck(schema, false, Optional.empty()).check("people.yaml", "people", view);
        assertThat(checked.verdicts()).isEmpty();
        assertThat(checked.view()
                        .orElseThrow()
                        .table()
                        .links()
                        .get(0)
                        .target()
                        .field("boss")
                        .orElseThrow()
                        .absent())
                .isEqualTo("CAST(-1, 'Int32')");
    }

    @Test
    void theKeyDecidesTheLayout() throws IOException {
        tables.sql.ask("CREATE TABLE visits (person UInt64, at DateTime) ENGINE = MergeTree ORDER BY at");
        tables.sql.ask("CREATE TABLE persons (id UInt64, name String) ENGINE = MergeTree ORDER BY id");
        tables.sql.ask("INSERT INTO persons VALUES (1, 'Ann')");
        tables.sql.ask("INSERT INTO visits VALUES (1, now()), (2, now())");
        String view = """
                table: visits
                links:
                  person:
                    dictionary: person_names
                    key: id
                    source: {table: persons, columns: {id: UInt64, name: String}}
                """;
        List<String> statements = ddl("visits_named", view);
        assertThat(statements.get(0)).contains("LAYOUT(HASHED())");
        statements.forEach(tables.sql::ask);
        assertThat(
                        tables.sql.lines(
                                "SELECT person, dictGet('person_names', 'name', person) = 'Ann' FROM visits_named ORDER BY person"))
                .containsExactly("1\t1", "2\t0");
        assertThat(ddl("flat", view.replace("person_names", "flat_names").replace("{table:", "{layout: flat, table:"))
                        .get(0))
                .contains("LAYOUT(FLAT())");
    }

    @Test
    void namesThatChangePlacesStayApart() throws IOException {
        tables.sql.ask("CREATE TABLE swapped (a Int8, b Int8) ENGINE = Memory");
        tables.sql.ask("INSERT INTO swapped VALUES (1, 2), (3, 4)");
        List<String> statements = ddl("swap", """
                table: swapped
                fields: [{a: b}, {b: a}, {sum: {expression: a * 10 + b}}]
                where: {eq: {a: 2}}
                """);
        tables.sql.ask(statements.get(0));
        assertThat(tables.sql.lines("SELECT a, b, sum FROM swap")).containsExactly("2\t1\t12");
    }

    @Test
    void whatCannotBeMadeIsAVerdict() throws IOException {
        assertThat(verdicts("""
                table: BigTable
                links:
                  linkDictA:
                    dictionary: people
                    key: id
                    source:
                      host: pg
                      db: staff
                      table: people
                      user: reader
                      passwordFrom: top secret!
                      columns: {id: uuid, photo: bytea}
                """))
                .containsExactly(
                        "config/views/bad.yaml:11: passwordFrom: the name of an environment variable is wanted, not the password");
        assertThat(verdicts("""
                table: BigTable
                links:
                  linkDictA:
                    dictionary: people
                    key: id
                    source: {host: pg, db: staff, table: people, user: r, layout: flat, columns: {id: uuid, photo: bytea}}
                """))
                .containsExactly(
                        "config/views/bad.yaml:6: the key 'id' is uuid, the column that links to it Int64",
                        "config/views/bad.yaml:6: a dictionary takes no bytea of PostgreSQL; it takes smallint, integer, bigint, boolean, numeric, text, uuid, date, timestamp",
                        "config/views/bad.yaml:6: layout flat wants a key of UInt64, not Int64");
        assertThat(verdicts("""
                table: BigTable
                where: {eq: {level: high}}
                """))
                .containsExactly("config/views/bad.yaml:2: where: level: a number (Int32) is wanted, not high.");
    }

    @Test
    void aViewIsNoTable() throws IOException {
        assertThat(verdicts("name: BigTable\ntable: BigTable\n"))
                .containsExactly(
                        "config/views/bad.yaml:1: a view of ClickHouse cannot have the name of its table; name: gives it another one");
    }

    @Test
    void aFilterMayGoOverLinks() throws IOException {
        tables.sql.ask("CREATE TABLE calls (id UInt32, town Nullable(Int64)) ENGINE = MergeTree ORDER BY id");
        tables.sql.ask(
                "CREATE TABLE towns (id Int64, name String, people Nullable(UInt32)) ENGINE = MergeTree ORDER BY id");
        tables.sql.ask("INSERT INTO calls VALUES (1, 1), (2, 2), (3, 3), (4, NULL)");
        tables.sql.ask("INSERT INTO towns VALUES (1, 'Perm', 1000), (2, 'O\\'Brien', NULL)");
        String view = """
                table: calls
                links: {town: {table: towns}}
                where: WHERE
                """;

        assertThat(idsWhere(view, "{eq: {town.name: Perm}}")).containsExactly("1");
        assertThat(idsWhere(view, "{or: [{eq: {id: 4}}, {in: {town.name: [\"O'Brien\"]}}]}"))
                .containsExactly("2", "4");
        assertThat(idsWhere(view, "{isNull: town.people}")).containsExactly("2", "3", "4");
        assertThat(idsWhere(view, "{exists: {town: {like: {name: 'P*'}}}}")).containsExactly("1");
    }

    private List<String> idsWhere(String view, String where) throws IOException {
        List<String> statements = ddl("calls_seen", view.replace("WHERE", where));
        tables.sql.ask("DROP VIEW IF EXISTS calls_seen");
        statements.forEach(tables.sql::ask);
        return tables.sql.lines("SELECT id FROM calls_seen ORDER BY id");
    }

    private List<String> verdicts(String text) throws IOException {
        return written("bad", text).verdicts().stream().map(Verdict::toString).toList();
    }

    private List<String> ddl(String name, String text) throws IOException {
        Ddl ddl = written(name, text);
        assertThat(ddl.verdicts()).isEmpty();
        return ddl.statements();
    }

    private Ddl written(String name, String text) throws IOException {
        Path folder = Files.createDirectories(home.resolve("config/views"));
        Files.writeString(folder.resolve(name + ".yaml"), text);
        return new ViewChecks(home, folder, tables.source(), tables.name).ddl(name);
    }
}
