package io.caravan.hub.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class RouteReloaderTest {
    /** Far more than the three seconds that are promised: how busy the machine is must not decide. */
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final String HELLO = "routes/hello.camel.yaml";

    @TempDir
    private Path home;

    private Project project;
    private TestHub hub;

    @BeforeEach
    void start() {
        project = Project.in(home);
        project.write(HELLO, http("hello", "/hello", "{{caravan.greeting}}"));
        project.write("routes/other.camel.yaml", http("other", "/other", "other"));
        project.write("kamelets/say-action.kamelet.yaml", kamelet("one"));
        project.route(
                "routes/say.camel.yaml",
                "say",
                "platform-http:/say",
                "- to: kamelet:say-action?word=w",
                "- to: log:said");
        hub = new TestHub(project);
        assertThat(hub.get("/hello")).isEqualTo("hello");
        assertThat(hub.get("/say")).isEqualTo("one w");
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void takesOverAnEditedFile() {
        project.write(HELLO, http("hello", "/hello", "edited"));
        answers("/hello", "edited");
    }

    @Test
    void takesOverAnAddedAndADeletedFile() {
        project.write("routes/deep/er/new.camel.yaml", http("new", "/new", "new"));
        answers("/new", "new");
        project.delete(HELLO);
        answers("/hello", "[404]");
        assertThat(hub.get("/other")).isEqualTo("other");
    }

    @Test
    void takesOverAnEditThatLooksTheSameFromOutside() throws IOException {
        FileTime before = Files.getLastModifiedTime(project.path(HELLO));
        project.write(HELLO, http("hello", "/hello", "{{caravan.greeting}}").replace("/hello", "/hallo"));
        Files.setLastModifiedTime(project.path(HELLO), before);
        answers("/hallo", "hello");
    }

    @Test
    void leavesEverythingAsItIsWhenNobodyIsToWatch() {
        try (var unwatched = new TestHub(project, Map.of(), false)) {
            project.write(HELLO, http("hello", "/hello", "edited"));
            answers("/hello", "edited");
            assertThat(unwatched.get("/hello")).isEqualTo("hello");
            assertThat(unwatched.status().verdict()).isEqualTo("ok");
        }
    }

    @Test
    void takesOverARenamedFileAndARenamedRoute() throws IOException {
        Files.move(project.path(HELLO), project.path("routes/renamed.camel.yaml"));
        awaitRevision();
        assertThat(hub.get("/hello")).isEqualTo("hello");
        project.write("routes/renamed.camel.yaml", http("hello-2", "/hello-2", "renamed"));
        answers("/hello-2", "renamed");
        assertThat(hub.get("/hello")).isEqualTo("[404]");
    }

    @Test
    void takesOverAFileThatAnEditorReplaces() throws IOException {
        Path draft = project.path("routes/.hello.camel.yaml.swp");
        Files.writeString(draft, http("hello", "/hello", "moved in"));
        Files.move(draft, project.path(HELLO), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        answers("/hello", "moved in");
    }

    @Test
    void keepsServingWhileAnEditorTruncatesThenWrites() {
        try (Visitor visitor = new Visitor(hub, "/hello", "hello", "written")) {
            project.write(HELLO, "");
            await().atMost(SOON).until(() -> hub.status().verdict().equals("refused"));
            project.write(HELLO, http("hello", "/hello", "written"));
            answers("/hello", "written");
            // Camel looks once a second whether exchanges in flight are done.
            visitor.assertAnsweredAlwaysExceptDuring(SOON);
        }
        assertThat(hub.status().verdict()).isEqualTo("ok");
    }

    @Test
    void aBadEditChangesNothingAndIsReported() {
        try (Visitor visitor = new Visitor(hub, "/hello", "hello")) {
            project.write(HELLO, http("hello", "/hello", "bad").replace("setBody", "setBoddy"));
            await().atMost(SOON).until(() -> hub.status().verdict().equals("refused"));
            assertThat(hub.status().refused().faults())
                    .extracting(RouteFault::toString)
                    .containsExactly(HELLO + ":7: unknown step 'setBoddy' (did you mean 'setBody'?)");
            visitor.assertAnsweredAlwaysExceptDuring(Duration.ZERO);
        }
        project.write(HELLO, http("hello", "/hello", "mended"));
        answers("/hello", "mended");
        assertThat(hub.status().refused()).isNull();
    }

    @Test
    void anEditLeavesTheRoutesOfOtherFilesAlone() {
        try (Visitor visitor = new Visitor(hub, "/other", "other")) {
            project.write(HELLO, http("hello", "/hello", "edited"));
            answers("/hello", "edited");
            visitor.assertAnsweredAlwaysExceptDuring(Duration.ZERO);
        }
        assertThat(route("other").total())
                .as("counted since the start of the hub")
                .isGreaterThan(1);
    }

    @Test
    void aRouteConfigurationTakesEffectInOtherFiles() {
        project.route(
                "routes/fails.camel.yaml",
                "fails",
                "platform-http:/fails",
                "- throwException: {exceptionType: java.lang.IllegalStateException, message: x}");
        answers("/fails", "handled");
        project.write(
                Project.ERRORS,
                project.tree().texts().get(Project.ERRORS).replace("constant: handled", "constant: caught"));
        answers("/fails", "caught");
    }

    @Test
    void aKameletTakesEffectInTheRoutesThatUseIt() {
        project.write("kamelets/say-action.kamelet.yaml", kamelet("two"));
        answers("/say", "two w");
    }

    @Test
    void aRestServiceIsReplaced() {
        project.route("routes/answer.camel.yaml", "answer", "direct:answer", "- setBody: {constant: rest}");
        project.write("routes/rest.camel.yaml", rest("/first"));
        answers("/api/first", "rest");
        project.write("routes/rest.camel.yaml", rest("/second"));
        answers("/api/second", "rest");
        assertThat(hub.get("/api/first")).isEqualTo("[404]");
        assertThat(hub.get("/hello")).isEqualTo("hello");
    }

    @Test
    void worksWithASupervisingRouteController() {
        hub.close();
        hub = new TestHub(project, Map.of("camel.routeController.enabled", "true"));
        await().atMost(SOON).until(() -> hub.get("/hello"), "hello"::equals);
        project.write(HELLO, http("hello", "/hello", "supervised"));
        answers("/hello", "supervised");
        project.write("kamelets/say-action.kamelet.yaml", kamelet("three"));
        answers("/say", "three w");
        assertThat(hub.get("/other")).isEqualTo("other");
    }

    @Test
    void beansOfTheHubSurviveDryRuns() {
        project.route(
                "routes/map.camel.yaml",
                "map",
                "platform-http:/map",
                "- setBody: {constant: x}",
                "- bean: {ref: cdrMapper, method: map}");
        answers("/map", "mapped x");
        project.write(HELLO, http("hello", "/hello", "again"));
        answers("/hello", "again");
        assertThat(hub.get("/map")).isEqualTo("mapped x");
    }

    @Test
    void tellsWhatIsLoaded() throws IOException {
        RouteStatus.LoadedRoute hello = route("hello");
        assertThat(hello.file()).isEqualTo(HELLO);
        assertThat(hello.line()).isEqualTo(1);
        assertThat(hello.state()).isEqualTo("Started");
        assertThat(hello.from()).contains("platform-http").contains("/hello");
        assertThat(hello.total()).isEqualTo(1);
        assertThat(new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(hub.status()))
                .contains("\"verdict\":\"ok\"", "\"id\":\"hello\"");
    }

    private RouteStatus.LoadedRoute route(String id) {
        return hub.status().routes().stream()
                .filter(route -> route.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private void answers(String path, String body) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> hub.get(path), body::equals);
    }

    private void awaitRevision() {
        String revision = project.tree().revision();
        await().atMost(SOON).until(() -> hub.status().revision(), revision::equals);
    }

    static String http(String id, String path, String body) {
        return Project.routeText(id, "platform-http:" + path, "- setBody:", "    constant: \"" + body + "\"");
    }

    private static String rest(String path) {
        return """
                - rest:
                    path: /api
                    get:
                      - path: %s
                        to: direct:answer
                """.formatted(path);
    }

    private static String kamelet(String word) {
        return """
                apiVersion: camel.apache.org/v1
                kind: Kamelet
                metadata:
                  name: say-action
                spec:
                  definition:
                    title: Say
                    required: [word]
                    properties:
                      word: {type: string}
                  template:
                    from:
                      uri: kamelet:source
                      steps:
                        - setBody: {constant: "%s {{word}}"}
                """.formatted(word);
    }
}
