package io.caravan.query.view;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import io.caravan.query.Condition;
import io.caravan.query.Condition.Compare;
import io.caravan.query.Condition.IsNull;
import io.caravan.query.Condition.Operator;
import io.caravan.query.Plan;
import io.caravan.query.Planner;
import io.caravan.query.Query;
import io.caravan.query.View;

import static org.assertj.core.api.Assertions.assertThat;

/** Questions about views that come from files are planned and answered. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlannedViewTest {

    private static final String VIEW = """
            table: BigTable
            fields:
              - linkDictA
              - columnA
              - level
              - late: {expression: toHour(at) >= 22, type: Bool}
            links:
              linkDictA:
                dictionary: dictA
                links:
                  b: {column: linkDictB, table: dictB}
                copies: {columnC: dictA_columnC}
            """;

    private SeedTables tables;

    @BeforeAll
    void create() {
        tables = new SeedTables();
        tables.sql.ask("INSERT INTO dictB VALUES ('00000000-0000-0000-0000-00000000000b', 'Perm', NULL)");
        tables.sql.ask("INSERT INTO dictA_rows VALUES (1, 'one', '00000000-0000-0000-0000-00000000000b')");
        tables.sql.ask("""
                INSERT INTO BigTable (linkDictA, at, columnA, level, dictA_columnC)
                VALUES (1, '2026-10-01 23:00:00', 'x', 5, 'copied'), (2, '2026-10-01 10:00:00', 'y', -1, '')""");
    }

    @AfterAll
    void drop() {
        tables.close();
    }

    @Test
    void theQuestionOfTheSeed() throws IOException {
        List<JsonNode> rows = rows(
                List.of(
                        "columnA",
                        "late",
                        "linkDictA",
                        "linkDictA.columnC",
                        "linkDictA.b.columnA",
                        "linkDictA.b.columnB"),
                new Compare("linkDictA.b.columnA", Operator.EQ, "Perm"));
        assertThat(rows)
                .extracting(JsonNode::toString)
                .singleElement()
                .asString()
                .contains("\"x\"", "true", "\"copied\"", "\"Perm\"", "null");
    }

    @Test
    void theDefaultOfAColumnIsNoValue() throws IOException {
        assertThat(rows(List.of("columnA"), new IsNull("level")))
                .extracting(row -> row.path("columnA").asText())
                .containsExactly("y");
    }

    private List<JsonNode> rows(List<String> select, Condition where) throws IOException {
        View view = new ViewCheck(new Schema(tables.source(), tables.name), false, Optional.empty())
                .check("big.yaml", "big", VIEW)
                .view()
                .orElseThrow();
        Plan plan = new Planner()
                .plan(view, new Query(select, Optional.of(where), List.of(), List.of(), List.of(), Optional.of(10), 0));
        Map<String, String> parameters = new HashMap<>();
        plan.parameters().forEach((name, value) -> parameters.put(name, String.valueOf(value)));
        return tables.source().rows(plan.sql(), parameters);
    }
}
