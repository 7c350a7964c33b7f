package io.caravan.query.view;

import java.io.IOException;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/** A draft is a file that passes the check as it is, and with its guesses made true. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DraftTest {

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
    void ofTheWideTable() throws IOException {
        assertThat(draft("BigTable")).isEqualTo("""
                # Drafted from BigTable: leave out what nobody should ask for, and give the rest good names.
                table: BigTable
                # What tells rows apart; this is how the table is sorted.
                key: [linkDictA]
                fields:
                  - linkDictA  # Int64
                  - at  # DateTime
                  - columnA  # Nullable(String)
                  - state  # LowCardinality(String)
                  - level  # Int32
                  - stored  # DateTime
                  - dictA_columnC  # String
                  - linkDictB  # UUID
                  # - users: {expression: 'finalizeAggregation(`users`)'}  # AggregateFunction(uniq, String)
                  - 'odd `name"'  # String
                # Columns that by their names and types may hold keys of dictionaries:
                # links:
                #   linkDictA:
                #     dictionary: dictA
                """);
        assertThat(check(draft("BigTable")).verdicts()).isEmpty();
        assertThat(check(draft("BigTable").replace("# - users", "- users")).verdicts())
                .isEmpty();
    }

    @Test
    void namesInAnyAlphabetAndGuessesThatHold() throws IOException {
        String draft = draft(tables.name + ".grzevents_BigTable");
        assertThat(draft)
                .contains("table: " + tables.name + ".grzevents_BigTable\n")
                .contains("key: [Источник, Время]\n")
                .contains("""
                        # links:
                        #   primarykey:
                        #     dictionary: Источник
                        #   Источник:
                        #     dictionary: Источник
                        #     copies:
                        #       Идентификатор: Источник_Идентификатор
                        """);
        String guessed = draft.replaceAll("(?m)^# (links:|  )", "$1");
        CheckedView checked =
                check(guessed.replace("dictionary: Источник", "dictionary: " + tables.name + ".Источник"));
        assertThat(checked.verdicts()).isEmpty();
        assertThat(checked.view()
                        .orElseThrow()
                        .table()
                        .link("Источник")
                        .orElseThrow()
                        .copies())
                .containsOnlyKeys("Идентификатор");
    }

    @Test
    void namesThatYamlWouldTakeForSomethingElse() throws IOException {
        tables.sql.ask("CREATE TABLE odd (`null` Int8, `no` Int8, `1a` Int8, `a: b` Int8, `it's` Int8, `a\\\\b` Int8, "
                + "n Nested(a Int8)) ENGINE = MergeTree ORDER BY `it's`");
        CheckedView checked = check(draft("odd"));
        assertThat(checked.verdicts()).isEmpty();
        assertThat(checked.view().orElseThrow().table().fields())
                .extracting(field -> field.name())
                .containsExactly("null", "no", "1a", "a: b", "it's", "a\\b", "n_a");
        assertThat(checked.view().orElseThrow().key()).containsExactly("it's");
    }

    @Test
    void noSuchTable() throws IOException {
        assertThat(Draft.of("BigTabel", tables.source(), tables.name).verdicts())
                .extracting(Verdict::message)
                .containsExactly("no table 'BigTabel' in database " + tables.name + " (did you mean 'BigTable'?)");
    }

    private String draft(String table) throws IOException {
        Draft draft = Draft.of(table, tables.source(), tables.name);
        assertThat(draft.verdicts()).isEmpty();
        return draft.text();
    }

    private CheckedView check(String text) throws IOException {
        return new ViewCheck(new Schema(tables.source(), tables.name), false, Optional.empty())
                .check("draft.yaml", "draft", text);
    }
}
