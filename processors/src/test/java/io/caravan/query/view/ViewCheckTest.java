package io.caravan.query.view;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import io.caravan.query.Condition.Compare;
import io.caravan.query.Condition.Operator;
import io.caravan.query.Field;
import io.caravan.query.Field.Computed;
import io.caravan.query.Link;
import io.caravan.query.Place;
import io.caravan.query.View;
import io.caravan.query.View.Limits;

import static org.assertj.core.api.Assertions.assertThat;

/** Files become views, or verdicts, by what the real server has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ViewCheckTest {

    private SeedTables tables;

    @BeforeAll
    void create() {
        tables = new SeedTables();
    }

    @AfterAll
    void drop() {
        tables.close();
    }

    @Test
    void aViewOfTheWideTable() throws IOException {
        View view = view("""
                table: BigTable
                key: [a, at]
                fields:
                  - at
                  - a: columnA
                  - state
                  - stored
                  - level: {column: level, type: Int64}
                  - late: {expression: "toHour (at) >= 22 and state != 'state'"}
                  - odd: odd `name"
                links:
                  linkDictA:
                    dictionary: dictA
                    nullable: false
                    links:
                      b: {column: linkDictB, table: dictB}
                    copies:
                      columnC: dictA_columnC
                      b: linkDictB
                where: {eq: {linkDictA.b.columnA: Perm}}
                limits: {rows: 50, seconds: 5, memory: 512MiB, concurrency: 2}
                askers: [reports]
                """);
        Place wide = view.table();
        assertThat(wide.database()).isEmpty();
        assertThat(wide.sortingKey()).containsExactly("linkDictA");
        assertThat(wide.fields())
                .extracting(Field::name)
                .containsExactly("at", "a", "state", "stored", "level", "late", "odd");
        assertThat(wide.field("a")).contains(new Field("a", new Field.Column("columnA"), "Nullable(String)", "NULL"));
        assertThat(wide.field("state").orElseThrow().absent()).isEqualTo("CAST('new', 'LowCardinality(String)')");
        assertThat(wide.field("stored").orElseThrow().absent()).isEqualTo("defaultValueOfTypeName('DateTime')");
        assertThat(wide.field("level").orElseThrow().source())
                .isEqualTo(new Computed("CAST(`level`, 'Int64')", List.of("level")));
        assertThat(wide.field("level").orElseThrow().type()).isEqualTo("Int64");
        assertThat(wide.field("late").orElseThrow().source())
                .isEqualTo(new Computed("toHour (`at`) >= 22 and `state` != 'state'", List.of("at", "state")));
        assertThat(wide.field("late").orElseThrow().type()).isEqualTo("UInt8");
        Link a = wide.link("linkDictA").orElseThrow();
        assertThat(a.key()).isEqualTo("primaryKey");
        assertThat(a.nullable()).isFalse();
        assertThat(a.target().dictionary()).isTrue();
        assertThat(a.unique()).isTrue();
        assertThat(a.target().fields()).extracting(Field::name).containsExactly("primaryKey", "columnC", "linkDictB");
        assertThat(a.target().field("columnC").orElseThrow().absent()).isEqualTo("CAST('none', 'String')");
        Link b = a.target().link("b").orElseThrow();
        assertThat(b.nullable()).isTrue();
        assertThat(b.target().dictionary()).isFalse();
        assertThat(b.target().sortingKey()).containsExactly("primaryKey");
        assertThat(a.copies()).containsOnlyKeys("columnC", "b");
        assertThat(view.where()).contains(new Compare("linkDictA.b.columnA", Operator.EQ, "Perm"));
        assertThat(view.limits()).isEqualTo(new Limits(50, 5, 512L << 20, 2));
        assertThat(view.askers()).containsExactly("reports");
    }

    @Test
    void everyColumnWhenNoneIsNamed() throws IOException {
        View view = view("table: " + tables.name + ".BigTable\n");
        assertThat(view.table().database()).isEqualTo(tables.name);
        // States of aggregates are no values.
        assertThat(view.table().fields()).hasSize(9).extracting(Field::name).doesNotContain("users");
        assertThat(view.limits()).isEqualTo(Limits.USUAL);
    }

    @Test
    void namesInAnyAlphabet() throws IOException {
        View view = view("""
                table: grzevents_BigTable
                fields: {номер: НомерТС, скорость: Скорость}
                links:
                  источник:
                    column: Источник
                    dictionary: Источник
                    fields: {identifier: Идентификатор, Наименование: }
                    copies:
                      identifier: Источник_Идентификатор
                """);
        assertThat(view.table().sortingKey()).containsExactly("Источник", "Время");
        Link link = view.table().link("источник").orElseThrow();
        assertThat(link.column().source()).isEqualTo(new Field.Column("Источник"));
        assertThat(link.target().field("identifier").orElseThrow().absent()).isEqualTo("CAST(-1, 'Int32')");
        assertThat(link.copies().get("identifier").source()).isEqualTo(new Field.Column("Источник_Идентификатор"));
    }

    @Test
    void aKeyThatIsSaidToBeUniqueIsCounted() throws IOException {
        tables.sql.ask("CREATE TABLE towns (key UUID, name String) ENGINE = MergeTree ORDER BY name");
        tables.sql.ask("INSERT INTO towns VALUES (toUUID('00000000-0000-0000-0000-000000000001'), 'Perm')");
        String file = """
                table: dictA
                links: {town: {column: linkDictB, table: towns, key: key, unique: true}}
                """;
        assertThat(view(file).table().link("town").orElseThrow().unique()).isTrue();

        tables.sql.ask("INSERT INTO towns VALUES (toUUID('00000000-0000-0000-0000-000000000001'), 'Molotov')");
        assertThat(verdicts(file))
                .containsExactly(
                        "config/views/x.yaml:2: link town: unique: true, but rows of towns share their 'key'; keys of several rows: 1");
        assertThat(view(file.replace(", unique: true", ""))
                        .table()
                        .link("town")
                        .orElseThrow()
                        .unique())
                .isFalse();
    }

    @Test
    void aClickHouseViewHasTheSortingKeyAndDefaultsOfItsTable() throws IOException {
        tables.sql.ask("CREATE VIEW latest AS SELECT linkDictA, level, toString(at) AS at FROM BigTable");
        View view = view("table: latest\nbase: BigTable\n");
        assertThat(view.table().name()).isEqualTo("latest");
        assertThat(view.table().sortingKey()).containsExactly("linkDictA");
        assertThat(view.table().field("level").orElseThrow().absent()).isEqualTo("CAST(-1, 'Int32')");
    }

    @Test
    void everyWrongNameIsAVerdictWithItsLine() throws IOException {
        assertThat(verdicts("""
                table: BigTable
                key: [wen]
                fields:
                  - att
                  - at.hour: at
                  - at
                  - at: columnA
                  - users
                  - late: {expression: "toHuor(at)"}
                  - sum: {expression: "sum(level)"}
                  - two: {expression: "level) AS x, (level"}
                  - drop: {expression: "level /* "}
                  - enum: {column: level, type: Int46}
                  - what: {colum: level}
                links:
                  a: {column: linkDictA, dictionary: dictC}
                  b: {column: linkDictB, table: dictB, key: primarykey, copies: {columA: dictA_columnC}}
                  c: {column: linkDictB, dictionary: dictA, key: columnC}
                  d: {column: linkDictB, dictionary: dictA}
                  e: {column: columnA, table: dictB, nullable: false}
                  f: {column: linkDictA, table: nowhere.dictA, dictionary: dictA}
                  g: {column: linkDictA, table: nowhere.dictA}
                  h: {column: linkDictB, table: dictB, copies: {columnA: level}}
                where:
                  or:
                    - {eq: {levle: 1}}
                    - {exists: {h: {eq: {column: x}}}}
                    - {exists: {k: {}}}
                limits: {rows: many, memory: 1 elephant, second: 5}
                asker: x
                """))
                .map(line -> line.substring("config/views/x.yaml:".length()))
                .containsExactlyElementsOf(
                        """
                2: no field 'wen' in BigTable
                4: no column 'att' in BigTable (did you mean 'at'?)
                5: 'at.hour': a name without dots is wanted
                7: 'at' is the name of two fields or links
                8: column 'users' of BigTable holds states of an aggregate, not values; expression: finalizeAggregation(users) shows them
                9: late: ClickHouse refuses it: Function with name `toHuor` does not exist. Maybe you meant: ['toHour']
                10: sum: ClickHouse refuses it: it makes one row of many
                11: two: a ')' too many
                12: drop: an expression has no comments and no ';'
                13: enum: ClickHouse refuses it: Unknown data type family: Int46. Maybe you meant: ['Int16','Int64']
                14: unknown key 'colum' (did you mean 'column'?)
                14: no column 'what' in BigTable (did you mean 'at'?)
                16: no dictionary 'dictC' in database DB (did you mean 'dictA'?)
                17: no column 'primarykey' in dictB (did you mean 'primaryKey'?)
                17: no field or link 'columA' in dictB (did you mean 'columnA'?)
                18: the key of dictionary dictA is primaryKey, not columnC
                19: link d: its column is UUID, the key 'primaryKey' of dictA is Int64; type: Int64 converts it
                20: link e: nullable: false, but its column is Nullable(String)
                20: link e: its column is Nullable(String), the key 'primaryKey' of dictB is UUID; type: UUID converts it
                21: link f: table or dictionary is wanted, one of them
                22: no database 'nowhere' in ClickHouse
                23: the copy of 'columnA' is Int32, it itself is String
                26: no field or link 'levle' in BigTable
                27: no field or link 'column' in dictB (did you mean 'columnA'?)
                28: no link 'k' in BigTable (did you mean 'd'?)
                29: unknown key 'second' (did you mean 'seconds'?)
                29: rows many: a whole number above 0 is wanted
                29: memory 1 elephant: a size such as 512MiB or 2GiB is wanted
                30: unknown key 'asker' (did you mean 'askers'?)
                """.replace("DB", tables.name).lines().toList());
    }

    private View view(String text) throws IOException {
        CheckedView checked = check(text);
        assertThat(checked.verdicts()).isEmpty();
        return checked.view().orElseThrow();
    }

    private List<String> verdicts(String text) throws IOException {
        CheckedView checked = check(text);
        assertThat(checked.view()).isEmpty();
        return checked.verdicts().stream().map(Verdict::toString).toList();
    }

    private CheckedView check(String text) throws IOException {
        var schema = new Schema(tables.source(), tables.name);
        return new ViewCheck(schema, false, Optional.empty()).check("config/views/x.yaml", "x", text);
    }
}
