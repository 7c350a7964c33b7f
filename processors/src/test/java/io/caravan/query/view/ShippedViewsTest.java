package io.caravan.query.view;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.caravan.query.Condition;
import io.caravan.query.Condition.IsNull;
import io.caravan.query.Condition.Or;
import io.caravan.query.Field;
import io.caravan.query.Plan;
import io.caravan.query.Planner;
import io.caravan.query.Query;
import io.caravan.query.Query.Order;
import io.caravan.query.View;
import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/** The views that the project ships fit its own tables. */
class ShippedViewsTest {

    @Test
    void fitTheTablesThatTheHubMakes() throws IOException {
        try (var tables = new SeedTables()) {
            for (Path script : scripts()) {
                for (String statement : Files.readString(script).split(";\\n")) {
                    if (!statement.isBlank()) {
                        tables.sql.ask(statement);
                    }
                }
            }
            Path home = TestServers.home();
            Checked checked = new ViewChecks(home, home.resolve("config/views"), tables.source(), tables.name).all();
            assertThat(checked.verdicts()).isEmpty();
            assertThat(checked.views()).containsOnlyKeys("calls", "behaviors");
            View calls = checked.views().get("calls");
            assertThat(calls.table().sortingKey()).containsExactly("node_id", "day", "flow_no");
            assertThat(calls.table().field("end_direction").orElseThrow().absent())
                    .isEqualTo("CAST(-1, 'Int8')");
            assertThat(calls.table().field("stop").orElseThrow().absent())
                    .isEqualTo("CAST(0, 'DateTime64(3, \\'UTC\\')')");
            assertThat(calls.table().field("answered").orElseThrow().type()).isEqualTo("Bool");
            assertThat(calls.table().field("margin").orElseThrow().type()).isEqualTo("Decimal(18, 6)");
            View behaviors = checked.views().get("behaviors");
            assertThat(behaviors.table().sortingKey()).containsExactly("tenant_id", "scenario_id", "action_type");
            for (View view : List.of(calls, behaviors)) {
                absencesAreValuesOfTheirTypes(tables, view);
                everyFieldCanBeAsked(tables, view);
            }
        }
    }

    private static void absencesAreValuesOfTheirTypes(SeedTables tables, View view) {
        view.table().fields().forEach(field -> assertThat(tables.sql.ask("SELECT toTypeName(" + field.absent() + ")"))
                .isEqualTo(field.type().replace("'", "\\'")));
    }

    private static void everyFieldCanBeAsked(SeedTables tables, View view) throws IOException {
        List<String> names = view.table().fields().stream().map(Field::name).toList();
        List<Condition> absent =
                names.stream().map(name -> (Condition) new IsNull(name)).toList();
        List<Order> order = view.key().stream().map(key -> new Order(key, true)).toList();
        Plan plan = new Planner()
                .plan(
                        view,
                        new Query(names, Optional.of(new Or(absent)), List.of(), List.of(), order, Optional.of(10), 0));
        Map<String, String> parameters = new HashMap<>();
        plan.parameters().forEach((name, value) -> parameters.put(name, String.valueOf(value)));
        assertThat(tables.source().rows(plan.sql(), parameters)).isEmpty();
    }

    private static List<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.list(TestServers.home().resolve("sql/clickhouse"))) {
            return files.sorted(Comparator.comparingInt(ShippedViewsTest::version))
                    .toList();
        }
    }

    private static int version(Path script) {
        return Integer.parseInt(script.getFileName().toString().replaceAll("^V(\\d+)__.*", "$1"));
    }
}
