package io.caravan.query.json;

import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.caravan.query.Condition;
import io.caravan.query.Condition.And;
import io.caravan.query.Condition.Between;
import io.caravan.query.Condition.Compare;
import io.caravan.query.Condition.Exists;
import io.caravan.query.Condition.In;
import io.caravan.query.Condition.IsNull;
import io.caravan.query.Condition.Like;
import io.caravan.query.Condition.Not;
import io.caravan.query.Condition.Operator;
import io.caravan.query.Condition.Or;
import io.caravan.query.QueryException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConditionReaderTest {

    private final ObjectMapper json = new ObjectMapper();
    private final ConditionReader reader = new ConditionReader();

    @Test
    void readsEachComparison() throws Exception {
        assertThat(read("{'eq':{'a.b':'x'}}")).isEqualTo(new Compare("a.b", Operator.EQ, "x"));
        assertThat(read("{'ne':{'a':true}}")).isEqualTo(new Compare("a", Operator.NE, true));
        assertThat(read("{'lt':{'a':1}}")).isEqualTo(new Compare("a", Operator.LT, 1));
        assertThat(read("{'le':{'a':1.5}}")).isEqualTo(new Compare("a", Operator.LE, 1.5));
        assertThat(read("{'gt':{'a':''}}")).isEqualTo(new Compare("a", Operator.GT, ""));
        assertThat(read("{'ge':{'a':9223372036854775807}}"))
                .isEqualTo(new Compare("a", Operator.GE, 9223372036854775807L));
        assertThat(read("{'in':{'a':['x','y']}}")).isEqualTo(new In("a", List.of("x", "y")));
        assertThat(read("{'between':{'a':[1,2]}}")).isEqualTo(new Between("a", 1, 2));
        assertThat(read("{'like':{'a':'x*'}}")).isEqualTo(new Like("a", "x*"));
        assertThat(read("{'isNull':'a'}")).isEqualTo(new IsNull("a"));
    }

    @Test
    void takesNullForIsNull() throws Exception {
        assertThat(read("{'eq':{'a':null}}")).isEqualTo(new IsNull("a"));
        assertThat(read("{'ne':{'a':null}}")).isEqualTo(new Not(new IsNull("a")));
        assertThat(read("{'in':{'a':[1,null]}}")).isEqualTo(new Or(List.of(new In("a", List.of(1)), new IsNull("a"))));
        assertThat(read("{'in':{'a':[null]}}")).isEqualTo(new IsNull("a"));
        assertThat(read("{'in':{'a':[]}}")).isEqualTo(new In("a", List.of()));
    }

    @Test
    void takesWhatStandsSideBySideForAnd() throws Exception {
        var a = new Compare("a", Operator.EQ, 1);
        var b = new Compare("b", Operator.EQ, 2);
        assertThat(read("{'eq':{'a':1,'b':2}}")).isEqualTo(new And(List.of(a, b)));
        assertThat(read("{'eq':{'a':1},'isNull':['b','c']}"))
                .isEqualTo(new And(List.of(a, new IsNull("b"), new IsNull("c"))));
        assertThat(read("{'or':[{'eq':{'a':1}},{'and':[{'eq':{'b':2}},{'not':{'eq':{'a':1}}}]}]}"))
                .isEqualTo(new Or(List.of(a, new And(List.of(b, new Not(a))))));
        assertThat(read("{'exists':{'link':{'eq':{'a':1,'b':2}}}}"))
                .isEqualTo(new Exists("link", new And(List.of(a, b))));
        assertThat(read("{}")).isEqualTo(new And(List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [1]                              | ''             | an object with operators
            {'eqq':{'a':1}}                  | eqq            | no operator 'eqq' (did you mean 'eq'?)
            {'isnull':'a'}                   | isnull         | did you mean 'isNull'?
            {'dependsOn':{'a':1}}            | dependsOn      | one of and, between, eq
            {'eq':'a'}                       | eq             | an object with the path as its key is wanted
            {'eq':{}}                        | eq             | an object with the path as its key is wanted
            {'eq':{'a':[1]}}                 | eq.a           | a text, a number, true or false is wanted, not array
            {'or':[{'gt':{'a':null}}]}       | or[0].gt.a     | asked for with isNull
            {'in':{'a':1}}                   | in.a           | a list of values is wanted
            {'in':{'a':[1,{}]}}              | in.a[1]        | a text, a number
            {'between':{'a':[1]}}            | between.a      | two values
            {'between':{'a':[1,null]}}       | between.a[1]   | a value is wanted
            {'like':{'a':1}}                 | like.a         | a text with * and ?
            {'isNull':1}                     | isNull         | a path is wanted
            {'isNull':['a',1]}               | isNull[1]      | a path is wanted
            {'and':{'eq':{'a':1}}}           | and            | a list of conditions is wanted
            {'not':[]}                       | not            | an object with operators
            {'exists':{'l':{'like':'a'}}}    | exists.l.like  | an object with the path
            """, quoteCharacter = '`')
    void namesThePartThatIsWrong(String text, String part, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        QueryException.class, e -> assertThat(e.part()).isEqualTo("''".equals(part) ? "" : part))
                .hasMessageContaining(message);
    }

    @Test
    void refusesWhatIsNestedTooDeep() {
        assertThatThrownBy(() -> read("{'not':".repeat(100) + "{'isNull':'a'}" + "}".repeat(100)))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("nested more than 50 deep");
    }

    private Condition read(String text) throws JsonProcessingException {
        return reader.read(json.readTree(text.replace('\'', '"')));
    }
}
