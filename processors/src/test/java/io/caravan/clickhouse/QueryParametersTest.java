package io.caravan.clickhouse;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Values reach the server as they are, and never become a part of the statement. */
class QueryParametersTest extends ClickHouseTestBase {

    private Object ask(String options, String sql, Map<String, Object> parameters) {
        return sent(query(options), sql, Map.of(ClickHouseConstants.PARAMETERS, parameters))
                .getMessage()
                .getBody();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "it's",
                "\"double\"",
                "back\\slash",
                "\\",
                "\\'",
                "tab\tnewline\nreturn\r",
                "'; DROP TABLE calls; --",
                "') OR 1 = 1 --",
                "{x:String}",
                "%_",
                "\\N",
                "Ünï✓😀",
                "a&b=c+d%20#",
                "",
            })
    void hostileTextsArriveUnchanged(String text) {
        assertThat(ask("outputType=LIST", "SELECT {text:String} AS text", Map.of("text", text)))
                .isEqualTo(List.of(Map.of("text", text)));
        assertThat(ask("outputType=LIST", "SELECT {texts:Array(String)} AS texts", Map.of("texts", List.of(text, "b"))))
                .isEqualTo(List.of(Map.of("texts", List.of(text, "b"))));
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("Int64", -5L, "-5"),
                Arguments.of("Decimal(38, 18)", new BigDecimal("1E-7"), "0.0000001"),
                Arguments.of("Bool", true, "true"),
                Arguments.of("Date", LocalDate.of(2026, 2, 3), "2026-02-03"),
                Arguments.of(
                        "DateTime64(3, 'UTC')",
                        LocalDateTime.of(2026, 2, 3, 4, 5, 6, 7_000_000),
                        "2026-02-03 04:05:06.007"),
                Arguments.of(
                        "DateTime64(3, 'UTC')", Instant.parse("2026-02-03T04:05:06.007Z"), "2026-02-03 04:05:06.007"),
                Arguments.of("DateTime('UTC')", Instant.parse("2026-02-03T04:05:06Z"), "2026-02-03 04:05:06"),
                Arguments.of(
                        "UUID",
                        UUID.fromString("0190b1f4-0000-7000-8000-000000000001"),
                        "0190b1f4-0000-7000-8000-000000000001"),
                Arguments.of("Nullable(String)", null, "\\N"),
                Arguments.of("Array(UInt8)", List.of(1, 2), "[1,2]"),
                Arguments.of("Array(Array(Nullable(String)))", List.of(Arrays.asList("a", null)), "[['a',NULL]]"),
                Arguments.of("Array(Date)", List.of(LocalDate.of(2026, 2, 3)), "['2026-02-03']"),
                Arguments.of(
                        "Array(DateTime64(3, 'UTC'))",
                        List.of(Instant.parse("2026-02-03T04:05:06.007Z")),
                        "['2026-02-03 04:05:06.007']"),
                Arguments.of("Map(String, Int32)", Map.of("k'", 1), "{'k\\\\'':1}"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void valuesOfManyTypesAreBound(String type, Object value, String expected) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("p", value);

        assertThat(ask("outputType=STRING&format=TSV", "SELECT {p:" + type + "}", parameters))
                .isEqualTo(expected.replace("\\\\", "\\") + "\n");
    }

    @Test
    void aValueThatIsNotOfTheTypeIsPermanent() {
        Exchange exchange =
                send(query(""), "SELECT {n:UInt8}", Map.of(ClickHouseConstants.PARAMETERS, Map.of("n", "1 OR 1")));

        assertThat(exchange.getException())
                .isInstanceOfSatisfying(PermanentClickHouseException.class, e -> assertThat(e.getCode())
                        .isEqualTo(457));
        assertThat(exchange.getException()).hasMessageNotContaining("1 OR 1");
    }

    @Test
    void aValueWithoutAFormInSqlIsRefusedByName() {
        Exchange exchange =
                send(query(""), "SELECT {n:UInt8}", Map.of(ClickHouseConstants.PARAMETERS, Map.of("n", new Object())));

        assertThat(exchange.getException())
                .isInstanceOf(PermanentClickHouseException.class)
                .hasMessageContaining("'n'");
    }
}
