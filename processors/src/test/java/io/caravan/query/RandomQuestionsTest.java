package io.caravan.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is asked, the plan's rows are those that a reading of the question row by row finds, and ClickHouse can parse it. As many as
 * {@code -Dcaravan.query.questions} are asked.
 */
class RandomQuestionsTest {

    private static final long SEED = Long.getLong("caravan.query.seed", new Random().nextInt(1_000_000));
    private static final int ASKED = Integer.getInteger("caravan.query.questions", 400);
    private static final int PARSED = 20_000;
    private static final int AT_ONCE = 2_000;

    private static QueryWorld world;
    private static Reference reference;
    private final Planner planner = new Planner();
    private final RandomQuestions questions = new RandomQuestions(SEED);

    @BeforeAll
    static void fill() {
        System.out.println("seed " + SEED + ": -Dcaravan.query.seed=" + SEED + " asks the same questions again");
        world = new QueryWorld(SEED);
        reference = new Reference(world.rows);
    }

    @AfterAll
    static void drop() {
        world.close();
    }

    /** @param paths what is shown of the rows */
    private record Asked(View view, Condition where, List<String> paths) {}

    @Test
    void theRowsAreThoseOfTheQuestion() {
        for (int done = 0; done < ASKED; done += AT_ONCE) {
            IntStream.range(done, Math.min(ASKED, done + AT_ONCE))
                    .mapToObj(i -> new Asked(
                            world.view(i % 2 == 0 ? "BigTable" : "Unsorted"),
                            questions.condition(3),
                            questions.paths()))
                    .toList()
                    .parallelStream()
                    .forEach(this::answersAsTheReference);
        }
    }

    private void answersAsTheReference(Asked asked) {
        Plan plan = planner.plan(asked.view(), questions.rows(asked.paths(), asked.where()));

        assertThat(values(world.ask(plan), asked.paths()))
                .as("%s\n%s\n%s", asked.where(), plan.sql(), plan.parameters())
                .containsExactlyInAnyOrderElementsOf(Reference.values(reference.rows(asked.where()), asked.paths()));
    }

    @Test
    void soAreTheGroups() {
        for (int i = 0; i < ASKED / 4; i++) {
            View view = world.view(i % 2 == 0 ? "BigTable" : "Unsorted");
            Condition where = questions.condition(2);
            String by = questions.group();
            String sum = questions.number();
            Plan plan = planner.plan(
                    view,
                    new Query(
                            List.of(),
                            Optional.of(where),
                            List.of(by),
                            List.of(
                                    new Query.Aggregate("rows", Query.Function.COUNT, Optional.empty()),
                                    new Query.Aggregate("total", Query.Function.SUM, Optional.of(sum))),
                            List.of(),
                            Optional.empty(),
                            0));
            Map<String, List<String>> found = new LinkedHashMap<>();
            values(world.ask(plan), List.of(by, "rows", "total"))
                    .forEach(row -> found.put(row.get(0), row.subList(1, 3)));

            assertThat(found)
                    .as("%s\n%s\n%s", where, plan.sql(), plan.parameters())
                    .isEqualTo(Reference.groups(reference.rows(where), by, sum));
        }
    }

    @Test
    void everyPlanCanBeParsed() {
        View view = world.view("BigTable");
        for (int done = 0; done < PARSED; done += AT_ONCE) {
            List<String> statements = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                statements.add(planner.plan(view, questions.rows(questions.paths(), questions.condition(4)))
                        .sql());
            }
            StringBuilder body = new StringBuilder();
            statements.forEach(statement -> body.append(
                            statement.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t"))
                    .append('\n'));
            world.sql().ask("CREATE OR REPLACE TABLE statements (sql String) ENGINE = Memory");
            world.sql()
                    .insert(
                            "INSERT INTO statements FORMAT TSV",
                            body.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));

            assertThat(
                            world.sql()
                                    .ask(
                                            "SELECT sql FROM statements WHERE formatQueryOrNull(sql) IS NULL LIMIT 1 FORMAT TSVRaw"))
                    .isEmpty();
            assertThat(world.sql().number("SELECT count() FROM statements")).isEqualTo(AT_ONCE);
        }
    }

    private static List<List<String>> values(List<Map<String, Object>> rows, List<String> paths) {
        return rows.stream()
                .map(row -> paths.stream().map(path -> text(row.get(path))).toList())
                .toList();
    }

    /** Times as the reference has them. */
    private static String text(Object value) {
        return value instanceof java.time.ZonedDateTime time ? time.toInstant().toString() : Reference.plain(value);
    }
}
