package io.caravan.query.http;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever a client sends, it is answered, or told what is wrong with it. */
class WildQuestionsTest {

    private static final int QUESTIONS = Integer.getInteger("caravan.query.questions", 400);

    private static final List<String> PATHS = List.of(
            "id",
            "name",
            "fee",
            "at",
            "note",
            "node",
            "node.zone",
            "node.nothing",
            "",
            ".",
            "*",
            "`id`",
            "id; DROP TABLE calls");

    private static final List<String> VALUES = List.of(
            "1",
            "-1",
            "0.5",
            "1e30",
            "99999999999999999999999",
            "true",
            "null",
            "\"\"",
            "\"x\"",
            "\"2026-03-01\"",
            "\"2026-03-01T01:00:00.123Z\"",
            "\"9999-99-99\"",
            "\"0000-00-00 00:00:00\"",
            "\"\\u0000\"",
            "\"\\\\\"",
            "\"\\ud800\"",
            "\"' OR 1=1 --\"",
            "\"\\\\' OR 1=1 --\"",
            "\"{x:String}\"",
            "\"*?\\n\\t\"",
            "\"Infinity\"",
            "[]",
            "{}");

    private static final List<String> OPERATORS = List.of(
            "eq", "ne", "lt", "le", "gt", "ge", "in", "between", "like", "isNull", "not", "and", "or", "exists");

    private static final List<String> FUNCTIONS = List.of("count", "countDistinct", "sum", "avg", "min", "max", "any");

    private final Random random = new Random(11);

    @Test
    void isAnsweredOrTold(@TempDir Path home) throws Exception {
        try (QueryServer server = new QueryServer(home, TestViews.all())) {
            TestViews.create(server.sql);
            int answered = 0;
            for (int i = 0; i < QUESTIONS; i++) {
                String question = question();
                HttpResponse<String> response =
                        server.ask(random.nextInt(5) == 0 ? "/calls?explain" : "/calls", question);
                assertThat(response.statusCode())
                        .as("%s: %s", question, response.body())
                        .isIn(200, 400, 422);
                QueryServer.JSON.readTree(response.body());
                answered += response.statusCode() == 200 ? 1 : 0;
            }
            assertThat(answered).isGreaterThan(QUESTIONS / 20);
            assertThat(server.sql.number("SELECT count() FROM calls")).isEqualTo(TestViews.CALLS);
        }
    }

    private String question() throws Exception {
        ObjectNode question = QueryServer.JSON.createObjectNode();
        boolean grouped = random.nextInt(3) == 0;
        ArrayNode shown = question.putArray(grouped ? "groupBy" : "select");
        for (int i = random.nextInt(3); i >= 0; i--) {
            shown.add(path());
        }
        if (grouped) {
            question.putObject("aggregate").putObject("a").put(any(FUNCTIONS), random.nextBoolean() ? "*" : path());
        }
        if (random.nextBoolean()) {
            question.set("where", condition(3));
        }
        if (random.nextInt(3) == 0) {
            question.putArray("orderBy")
                    .add((random.nextBoolean() ? "-" : "") + shown.get(0).textValue());
        }
        // Apostrophes would become quotes on the way.
        return question.toString().replace("'", "\\u0027");
    }

    private ObjectNode condition(int depth) throws Exception {
        ObjectNode condition = QueryServer.JSON.createObjectNode();
        String operator = any(depth == 0 ? OPERATORS.subList(0, 9) : OPERATORS);
        switch (operator) {
            case "in" -> value(value(condition.putObject(operator).putArray(path())));
            case "between" -> value(value(condition.putObject(operator).putArray(path())));
            case "isNull" -> condition.put(operator, path());
            case "not" -> condition.set(operator, condition(depth - 1));
            case "and", "or" ->
                condition.putArray(operator).add(condition(depth - 1)).add(condition(depth - 1));
            case "exists" -> condition.putObject(operator).set("node", condition(depth - 1));
            default -> condition.putObject(operator).set(path(), QueryServer.JSON.readTree(any(VALUES)));
        }
        return condition;
    }

    private ArrayNode value(ArrayNode list) throws Exception {
        return list.add(QueryServer.JSON.readTree(any(VALUES)));
    }

    /** Mostly one that is there. */
    private String path() {
        return any(random.nextInt(10) == 0 ? PATHS : PATHS.subList(0, 7));
    }

    private String any(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
