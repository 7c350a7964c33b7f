package io.caravan.hub.routes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.apache.camel.main.Main;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class FaultyStepTest {
    private static final String FILE = "routes/x.camel.yaml";

    @TempDir
    private Path home;

    /** The steps of a route, whose first line is line 7 of its file, and the fault in them. */
    static Stream<Arguments> faultySteps() {
        return Stream.of(
                steps("7: unknown component 'kafak' (did you mean 'kafka'?)", "- to: kafak:cdr"),
                steps(
                        "10: unknown option 'brokerz' of kafka (did you mean 'brokers'?)",
                        "- to:",
                        "    uri: kafka:cdr",
                        "    parameters:",
                        "      brokerz: localhost:1"),
                steps(
                        "10: option 'lingerMs' cannot be 'soon'",
                        "- to:",
                        "    uri: kafka:cdr",
                        "    parameters:",
                        "      lingerMs: soon",
                        "      brokers: x:1"),
                steps(
                        "8: kafka needs a topic: it is written kafka:topic",
                        "- to:",
                        "    uri: kafka",
                        "    parameters: {brokers: x}"),
                steps("7: no bean named 'cdrMaper' (did you mean 'cdrMapper'?)", "- bean: {ref: cdrMaper}"),
                steps("7: Mapper has no method 'mapp'", "- bean: {ref: cdrMapper, method: mapp}"),
                steps(
                        "10: bean 'cdrMapper' has no method 'mapp' (did you mean 'map'?)",
                        "- setBody:",
                        "    method:",
                        "      ref: cdrMapper",
                        "      method: mapp(${body})"),
                steps(
                        "7: bean 'cdrMapper' has no method 'map' that takes 3 values",
                        "- filter: {method: {ref: cdrMapper, method: \"map(${body}, 'a, b', ${header.x})\"}, steps: [{log: x}]}"),
                steps("8: unknown step 'setBoddy' (did you mean 'setBody'?)", "- log: x", "- setBoddy: {constant: x}"),
                steps("8: unknown field 'simpl' (did you mean 'simple'?)", "- setBody:", "    simpl: x"),
                steps("7: bad simple expression '${bodyy}'", "- setBody: {simple: \"${bodyy}\"}"),
                steps("7: 'INFOO' is not one of", "- log: {message: x, loggingLevel: INFOO}"),
                steps("7: unknown placeholder {{cdr.nowhere}}", "- to: log:{{cdr.nowhere}}"),
                steps(
                        "9: unknown placeholder {{cdr.nowhere}}",
                        "- setBody:",
                        "    constant: |",
                        "      a {{cdr.nowhere}}"),
                steps("7: no route starts from 'direct:nowhere'", "- to: direct:nowhere"),
                steps(
                        "8: no route starts from 'seda:nowhere'",
                        "- wireTap:",
                        "    uri: seda",
                        "    parameters: {name: nowhere}"),
                steps("7: unknown class 'no.Such'", "- unmarshal: {json: {unmarshalType: no.Such}}"),
                steps(
                        "7: unknown class 'no.SuchException'",
                        "- throwException: {exceptionType: no.SuchException, message: x}"),
                steps("7: no kamelet named 'nothing-sink'", "- to: kamelet:nothing-sink"),
                steps(
                        "7: no bean named 'myStrategy'",
                        "- enrich: {constant: \"log:x\", aggregationStrategy: myStrategy}"),
                steps(
                        "11: unknown component 'lag'",
                        "- choice:",
                        "    when:",
                        "      - simple: \"${body} == 1\"",
                        "        steps:",
                        "          - to: lag:x"));
    }

    @ParameterizedTest
    @MethodSource("faultySteps")
    void namesTheLineAndTheCause(String fault, String[] steps) throws IOException {
        Project.in(home).route(FILE, "x", "timer:x", steps);
        assertThat(new RouteCheck(home, FaultyStepTest::hub).check().faults())
                .singleElement()
                .asString()
                .startsWith(FILE + ":" + fault);
    }

    private static Arguments steps(String fault, String... steps) {
        return Arguments.of(fault, steps);
    }

    private static Main hub() {
        Main main = new Main();
        main.bind("cdrMapper", new TestHub.Mapper());
        return main;
    }
}
