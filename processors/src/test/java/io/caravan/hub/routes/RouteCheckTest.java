package io.caravan.hub.routes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.apache.camel.main.Main;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class RouteCheckTest {
    private static final String FILE = "routes/x.camel.yaml";

    @TempDir
    private Path home;

    private Project project;

    @BeforeEach
    void project() {
        project = Project.in(home);
    }

    @Test
    void acceptsGoodRoutes() throws IOException {
        project.route(
                        FILE,
                        "x",
                        "quartz:x?cron=0+0/5+*+*+*+?",
                        "- to: direct:y",
                        "- bean: {ref: cdrMapper, method: map}")
                .route("routes/y.camel.yaml", "y", "direct:y", "- to: kamelet:a-sink?topic=t")
                .write("kamelets/a-sink.kamelet.yaml", kamelet("topic", "kafka:{{topic}}?brokers=localhost:1"));
        RouteVerdict verdict = check();
        assertThat(verdict.faults()).isEmpty();
        assertThat(verdict.routes()).isEqualTo(2);
        assertThat(verdict.files()).isEqualTo(3);
        assertThat(verdict.kamelets()).isEqualTo(1);
    }

    @Test
    void refusesARouteWithoutOrWithAnUnknownRouteConfiguration() throws IOException {
        project.write(
                        FILE,
                        Project.routeText("x", "timer:x", "- log: x")
                                .replace("    routeConfigurationId: hub-errors\n", ""))
                .write(
                        "routes/y.camel.yaml",
                        Project.routeText("y", "timer:y", "- log: y").replace("hub-errors", "hub-erors"));
        assertThat(faults())
                .containsExactly(
                        FILE
                                + ":2: the route names no routeConfigurationId, so nothing handles its errors (there is hub-errors)",
                        "routes/y.camel.yaml:3: unknown routeConfigurationId 'hub-erors' (did you mean 'hub-errors'?)");
    }

    @Test
    void refusesATemplatedRouteWithoutRouteConfigurationButNotAKamelet() throws IOException {
        String template = """
                - routeTemplate:
                    id: %s
                    parameters:
                      - name: word
                    from:
                      uri: %s
                      steps:
                        - log: "{{word}}"
                """;
        project.write(
                        "routes/templates.camel.yaml",
                        template.formatted("loud", "timer:x") + template.formatted("soft", "kamelet:source"))
                .write(FILE, """
                        - templatedRoute:
                            routeTemplateRef: loud
                            routeId: x
                            parameters:
                              - {name: word, value: w}
                        """)
                .route("routes/y.camel.yaml", "y", "timer:y", "- to: kamelet:soft?word=w");
        assertThat(faults())
                .containsExactly("routes/templates.camel.yaml:2: the route names no routeConfigurationId,"
                        + " so nothing handles its errors (there is hub-errors)");
    }

    @Test
    void refusesIdsUsedTwice() throws IOException {
        project.route(FILE, "x", "timer:x", "- log: x")
                .route("routes/y.camel.yaml", "x", "timer:y", "- log: y")
                .write("kamelets/a-sink.kamelet.yaml", kamelet("topic", "log:{{topic}}"))
                .write("kamelets/b-sink.kamelet.yaml", kamelet("topic", "log:{{topic}}"))
                .route(
                        "routes/z.camel.yaml",
                        "z",
                        "timer:z",
                        "- log: {message: x, id: same}",
                        "- log: {message: y, id: same}");
        assertThat(faults())
                .containsExactly(
                        "kamelets/b-sink.kamelet.yaml:4: kamelet id 'a-sink' is taken: it is also at kamelets/a-sink.kamelet.yaml:4",
                        "routes/y.camel.yaml:2: route id 'x' is taken: it is also at " + FILE + ":2",
                        "routes/z.camel.yaml:7: step id 'same' is taken by another step");
    }

    @Test
    void refusesTwoRoutesThatAnswerTheSameRequest() throws IOException {
        project.route(FILE, "x", "platform-http:/cdr/{id}?httpMethodRestrict=GET", "- log: x")
                .route("routes/y.camel.yaml", "y", "platform-http:/cdr/{name}?httpMethodRestrict=POST,GET", "- log: y")
                .route("routes/z.camel.yaml", "z", "platform-http:/cdr/{id}?httpMethodRestrict=DELETE", "- log: z");
        assertThat(faults())
                .containsExactly(
                        "routes/y.camel.yaml:5: two routes answer GET /cdr/{name}: the other is at " + FILE + ":5");
    }

    @Test
    void refusesWhatIsNoRouteFile() throws IOException {
        project.write("routes/empty.camel.yaml", "\n")
                .write("routes/comment.camel.yaml", "# nothing yet\n")
                .write("routes/prose.camel.yaml", "hello\n")
                .write("routes/broken.camel.yaml", "- route:\n    id: x\n   from: y\n")
                .write("routes/wrong-name.yaml", "- route: {}\n")
                .write("routes/bare.camel.yaml", "- from: {uri: \"timer:x\", steps: [{log: x}]}\n");
        assertThat(faults())
                .satisfiesExactly(
                        fault -> assertThat(fault).startsWith("routes/bare.camel.yaml:1: a bare 'from'"),
                        fault -> assertThat(fault).startsWith("routes/broken.camel.yaml:3: not valid YAML: "),
                        fault -> assertThat(fault).startsWith("routes/comment.camel.yaml:1: the file is empty"),
                        fault -> assertThat(fault).startsWith("routes/empty.camel.yaml:1: the file is empty"),
                        fault -> assertThat(fault).startsWith("routes/prose.camel.yaml:1: a route file is a list"),
                        fault -> assertThat(fault).startsWith("routes/wrong-name.yaml:1: the file is not loaded"));
    }

    @Test
    void refusesAParameterThatTakesAnEnvironmentVariable() throws IOException {
        project.write("kamelets/a-sink.kamelet.yaml", kamelet("path", "log:{{path}}"))
                .route(FILE, "x", "timer:x", "- log: x", "- to: kamelet:a-sink");
        assertThat(faults())
                .containsExactly(
                        "kamelets/a-sink.kamelet.yaml:10: parameter 'path' would silently take the environment variable PATH: rename it",
                        FILE + ":8: 'a-sink' needs the parameter 'path'");
    }

    @Test
    void reportsAFaultInAKameletOnceAndInTheKamelet() throws IOException {
        project.write("kamelets/a-sink.kamelet.yaml", kamelet("topic", "log:{{topic}}?showwAll=true"))
                .route(FILE, "x", "timer:x", "- to: kamelet:a-sink?topic=1")
                .route("routes/y.camel.yaml", "y", "timer:y", "- to: kamelet:a-sink?topic=2");
        assertThat(faults())
                .containsExactly(
                        "kamelets/a-sink.kamelet.yaml:15: unknown option 'showwAll' of log (did you mean 'showAll'?)");
    }

    @Test
    void reportsAFaultInARouteConfigurationOnceAndThere() throws IOException {
        project.write(
                        Project.ERRORS,
                        project.tree()
                                .texts()
                                .get(Project.ERRORS)
                                .replace("- setBody: {constant: handled}", "- to: lag:x"))
                .route(FILE, "x", "timer:x", "- log: x")
                .route("routes/y.camel.yaml", "y", "timer:y", "- log: y");
        assertThat(faults()).containsExactly(Project.ERRORS + ":8: unknown component 'lag' (did you mean 'log'?)");
    }

    @Test
    void reportsAllFaultsOfAllFiles() throws IOException {
        project.route(
                        FILE,
                        "x",
                        "quartz:x?cron=never",
                        "- to: kafak:cdr",
                        "- setBoddy: x",
                        "- bean: {ref: cdrMaper}",
                        "- bean: {ref: cdrMaper}",
                        "- log: good",
                        "- to: direct:nowhere")
                .route("routes/y.camel.yaml", "y", "timer:y", "- to: log:{{no.such}}", "- to: lag:y")
                .write("routes/empty.camel.yaml", "");
        assertThat(faults())
                .extracting(fault -> fault.substring(0, fault.indexOf(' ')))
                .containsExactly(
                        "routes/empty.camel.yaml:1:",
                        FILE + ":5:",
                        FILE + ":7:",
                        FILE + ":8:",
                        FILE + ":9:",
                        FILE + ":10:",
                        FILE + ":12:",
                        "routes/y.camel.yaml:7:",
                        "routes/y.camel.yaml:8:");
    }

    @Test
    void neverPrintsTheValueOfASecret() throws IOException {
        project.route(
                FILE,
                "x",
                "timer:x",
                "- to:",
                "    uri: kafka:cdr",
                "    parameters:",
                "      brokerz: x",
                "      sslKeystorePassword: hunter2");
        assertThat(String.join("\n", faults())).contains("brokerz").doesNotContain("hunter2");
    }

    private List<String> faults() throws IOException {
        return check().faults().stream().map(RouteFault::toString).toList();
    }

    private RouteVerdict check() throws IOException {
        return new RouteCheck(home, RouteCheckTest::hub).check();
    }

    private static Main hub() {
        Main main = new Main();
        main.bind("cdrMapper", new TestHub.Mapper());
        return main;
    }

    private static String kamelet(String parameter, String to) {
        return """
                apiVersion: camel.apache.org/v1
                kind: Kamelet
                metadata:
                  name: a-sink
                spec:
                  definition:
                    title: A
                    required: [%1$s]
                    properties:
                      %1$s: {type: string}
                  template:
                    from:
                      uri: kamelet:source
                      steps:
                        - to: "%2$s"
                """.formatted(parameter, to);
    }
}
