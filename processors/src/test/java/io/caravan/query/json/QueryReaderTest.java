package io.caravan.query.json;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.caravan.query.Condition;
import io.caravan.query.Query;
import io.caravan.query.QueryException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Questions in JSON, right ones and wrong ones. */
class QueryReaderTest {

    private static final List<String> WORDS = List.of(
            "select",
            "select",
            "select",
            "where",
            "where",
            "groupBy",
            "aggregate",
            "orderBy",
            "limit",
            "cursor",
            "eq",
            "in",
            "not",
            "",
            "*",
            "sum",
            "count",
            "id",
            "-id",
            "and",
            "or",
            "exists",
            "between",
            "like",
            "isNull",
            "'; DROP --");

    private final QueryReader reader = new QueryReader(json -> new Condition.IsNull(json.toString()));

    @Test
    void readsEveryMember() {
        assertThat(read("{'select':['id','source.name'],'where':{'x':1},'orderBy':['id','-source.name'],'limit':7}"))
                .isEqualTo(new Query(
                        List.of("id", "source.name"),
                        Optional.of(new Condition.IsNull("{\"x\":1}")),
                        List.of(),
                        List.of(),
                        List.of(new Query.Order("id", false), new Query.Order("source.name", true)),
                        Optional.of(7),
                        0));
        assertThat(read("{'groupBy':['day'],'aggregate':{'total':{'sum':'fee'},'calls':{'count':'*'},"
                        + "'callers':{'countDistinct':'caller'},'цена':{'max':'fee'}},'where':null}"))
                .isEqualTo(new Query(
                        List.of(),
                        Optional.empty(),
                        List.of("day"),
                        List.of(
                                new Query.Aggregate("total", Query.Function.SUM, Optional.of("fee")),
                                new Query.Aggregate("calls", Query.Function.COUNT, Optional.empty()),
                                new Query.Aggregate("callers", Query.Function.COUNT_DISTINCT, Optional.of("caller")),
                                new Query.Aggregate("цена", Query.Function.MAX, Optional.of("fee"))),
                        List.of(),
                        Optional.empty(),
                        0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'selekt':['id']}                                       | selekt            | did you mean select?
            {'select':['id'],'zzzzzzzzzz':1}                        | zzzzzzzzzz        | there are aggregate, cursor, groupBy
            {}                                                      | select            | paths are wanted
            {'limit':1}                                             | select            | paths are wanted
            {'select':'id'}                                         | select            | a list of paths is wanted
            {'select':['id',7]}                                     | select            | 7 is none
            {'select':['id',{'a':1}]}                               | select            | an object is none
            {'select':['']}                                         | select            | "" is none
            {'select':['id','a','id']}                              | select            | "id" stands there twice
            {'select':['id'],'groupBy':['id']}                      | select            | it is left out beside groupBy
            {'select':['id'],'orderBy':['id','-id']}                | orderBy           | id stands there twice
            {'select':['id'],'orderBy':['-']}                       | orderBy           | behind the minus
            {'select':['id'],'limit':0}                             | limit             | a whole number, 1 or more
            {'select':['id'],'limit':1.5}                           | limit             | a whole number, 1 or more
            {'select':['id'],'limit':'7'}                           | limit             | a whole number, 1 or more
            {'select':['id'],'limit':99999999999}                   | limit             | a whole number, 1 or more
            {'aggregate':[1]}                                       | aggregate         | an object is wanted
            {'aggregate':{'x y':{'sum':'fee'}}}                     | aggregate.x y     | letters, digits and underscores
            {'aggregate':{'x`,1)--':{'sum':'fee'}}}                 | aggregate.x`,1)-- | letters, digits and underscores
            {'aggregate':{'x':{'sum':'fee','max':'fee'}}}           | aggregate.x       | one function with its path
            {'aggregate':{'x':'fee'}}                               | aggregate.x       | one function with its path
            {'aggregate':{'x':{'summ':'fee'}}}                      | aggregate.x.summ  | summ is no function; did you mean sum?
            {'aggregate':{'x':{'sum':'*'}}}                         | aggregate.x       | only count takes *
            {'aggregate':{'x':{'sum':7}}}                           | aggregate.x       | the path of a field
            {'groupBy':['x'],'aggregate':{'x':{'sum':'fee'}}}       | aggregate.x       | a path of groupBy has this name
            {'select':['id'],'select':['x']}                        | body              | Duplicate
            {'select':['id']} {}                                    | body              | no JSON
            ['id']                                                  | body              | A JSON object is wanted
            nonsense                                                | body              | no JSON
            {'select':['id'],'cursor':'x'}                          | cursor            | not one that a reply gave
            {'select':['id'],'cursor':'§§'}                         | cursor            | not one that a reply gave
            {'select':['id'],'cursor':7}                            | cursor            | a text is wanted
            """)
    void saysWhatIsWrongWithWhichPart(String question, String part, String fault) {
        assertThatThrownBy(() -> read(question))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining(fault)
                .extracting("part")
                .isEqualTo(part);
    }

    @Test
    void boundsDepthAndSize() {
        assertThatCode(() -> read("{'select':" + paths(100) + "}")).doesNotThrowAnyException();
        refuses("{'select':" + paths(101) + "}", "at most 100");
        refuses("{'groupBy':" + paths(60) + ",'aggregate':{" + aggregates(41) + "}}", "at most 100");
        refuses("{'aggregate':{" + aggregates(101) + "}}", "at most 100");
        assertThatCode(() -> read("{'select':['id'],'where':" + deep(31) + "}")).doesNotThrowAnyException();
        refuses("{'select':['id'],'where':" + deep(32) + "}", "nested over 32 levels");
        refuses("{'select':['id'],'where':" + deep(100_000) + "}", "nested over 32 levels");
        assertThatCode(() -> read("{'select':['id'],'where':{'in':{'id':" + paths(1000) + "}}}"))
                .doesNotThrowAnyException();
        refuses("{'select':['id'],'where':{'in':{'id':" + paths(1001) + "}}}", "at most 1000 values");
        refuses("{'select':['id'],'where':{'eq':{'id':1" + "0".repeat(200) + "}}}", "100 digits");
    }

    @Test
    void aCursorLeadsToTheRowsAfterThePageOfItsQuestionAlone() {
        Asked first = ask("v", "{'select':['id'],'limit':10}");
        String cursor = first.cursorAfter(10).orElseThrow();
        assertThat(ask("v", "{'limit':20,'cursor':'" + cursor + "','select':['id']}")
                        .query()
                        .offset())
                .isEqualTo(10);
        Asked second = ask("v", "{'select':['id'],'cursor':'" + cursor + "'}");
        String third = second.cursorAfter(20).orElseThrow();
        assertThat(ask("v", "{'select':['id'],'cursor':'" + third + "'}")
                        .query()
                        .offset())
                .isEqualTo(30);
        for (String other : List.of("{'select':['x']", "{'select':['id'],'where':{'x':1}", "{'groupBy':['id']")) {
            assertThatThrownBy(() -> ask("v", other + ",'cursor':'" + cursor + "'}"))
                    .isInstanceOf(QueryException.class)
                    .hasMessageContaining("another question");
        }
        assertThatThrownBy(() -> ask("w", "{'select':['id'],'cursor':'" + cursor + "'}"))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("another question");
    }

    @Test
    void pagesEndSomewhere() {
        Asked first = ask("v", "{'select':['id']}");
        String far = Base64.getUrlEncoder()
                .encodeToString(("999999999:" + first.fingerprint()).getBytes(StandardCharsets.US_ASCII));
        assertThat(ask("v", "{'select':['id'],'cursor':'" + far + "'}").cursorAfter(1))
                .isEmpty();
    }

    @Test
    void whateverJsonIsAQuestionOrAFaultOfOne() {
        var random = new Random(7);
        var strict = new QueryReader(new ConditionReader()::read);
        int questions = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder json = new StringBuilder("{");
            for (int member = random.nextInt(4); member >= 0; member--) {
                json.append("\"").append(WORDS.get(random.nextInt(14))).append("\":");
                append(json, random, 4);
                json.append(member == 0 ? "}" : ",");
            }
            try {
                strict.read("v", json.toString().getBytes(StandardCharsets.UTF_8));
                questions++;
            } catch (QueryException e) {
                assertThat(e.getMessage()).as(json.toString()).isNotBlank();
            }
        }
        assertThat(questions).isPositive();
    }

    private static void append(StringBuilder json, Random random, int depth) {
        String word = WORDS.get(random.nextInt(WORDS.size()));
        switch (random.nextInt(depth == 0 ? 4 : 7)) {
            case 0 -> json.append(random.nextLong());
            case 1 -> json.append(random.nextBoolean());
            case 2 -> json.append("null");
            case 3 -> json.append('"').append(word).append('"');
            case 4 -> {
                json.append('[');
                append(json, random, depth - 1);
                json.append(']');
            }
            case 5 -> {
                json.append("[\"").append(word).append("\",");
                append(json, random, depth - 1);
                json.append(']');
            }
            default -> {
                json.append("{\"").append(word).append("\":");
                append(json, random, depth - 1);
                json.append('}');
            }
        }
    }

    private void refuses(String question, String fault) {
        assertThatThrownBy(() -> read(question))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining(fault);
    }

    private static String paths(int count) {
        return IntStream.range(0, count).mapToObj(i -> "'p" + i + "'").collect(Collectors.joining(",", "[", "]"));
    }

    private static String aggregates(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "'a" + i + "':{'sum':'x'}")
                .collect(Collectors.joining(","));
    }

    private static String deep(int levels) {
        return "{'not':".repeat(levels - 1) + "{}" + "}".repeat(levels - 1);
    }

    private Query read(String question) {
        return ask("v", question).query();
    }

    private Asked ask(String view, String question) {
        return reader.read(view, question.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
