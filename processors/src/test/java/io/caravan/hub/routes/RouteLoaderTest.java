package io.caravan.hub.routes;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class RouteLoaderTest {
    private static final String FILE = "routes/x.camel.yaml";

    @TempDir
    private Path home;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private RouteLoader loader;
    private Project project;

    @BeforeEach
    void start() {
        project = Project.in(home);
        context.start();
        loader = new RouteLoader(context, Duration.ofSeconds(1));
    }

    @AfterEach
    void stop() {
        context.getShutdownStrategy().setTimeout(1);
        context.stop();
    }

    @Test
    void twentyReloadsLeaveNothingBehind() {
        project.write("kamelets/a-action.kamelet.yaml", kamelet(0)).write("routes/template.camel.yaml", """
                        - routeTemplate:
                            id: ticker
                            parameters:
                              - name: name
                            route:
                              routeConfigurationId: hub-errors
                              from:
                                uri: "timer:{{name}}?period=60000"
                                steps:
                                  - log: "{{name}}"
                        - templatedRoute:
                            routeTemplateRef: ticker
                            routeId: tick
                            parameters:
                              - {name: name, value: tick}
                        """);
        edit(0);
        assertThat(loader.load(project.tree())).isEmpty();
        String before = inventory();
        for (int i = 1; i <= 10; i++) {
            edit(i);
            assertThat(loader.load(project.tree())).isEmpty();
            project.write("kamelets/a-action.kamelet.yaml", kamelet(i));
            assertThat(loader.load(project.tree())).isEmpty();
        }
        assertThat(inventory()).isEqualTo(before);
        assertThat(context.getRoute("tick")).isNotNull();
    }

    @Test
    void routesOfEveryKindReallyRestart() throws InterruptedException {
        for (String body : new String[] {"one", "two"}) {
            String set = "- setBody: {constant: " + body + "}";
            project.route("routes/timer.camel.yaml", "timer", "timer:t?period=20&delay=0", set, "- to: mock:" + body)
                    .route(
                            "routes/quartz.camel.yaml",
                            "quartz",
                            "quartz:q?cron=*+*+*+*+*+?",
                            set,
                            "- to: mock:q-" + body)
                    .route("routes/seda.camel.yaml", "seda", "seda:s", set, "- to: mock:s-" + body);
            assertThat(loader.load(project.tree())).isEmpty();
            context.createProducerTemplate().sendBody("seda:s", "x");
            for (String name : new String[] {body, "q-" + body, "s-" + body}) {
                MockEndpoint mock = context.getEndpoint("mock:" + name, MockEndpoint.class);
                mock.setMinimumExpectedMessageCount(1);
                mock.assertIsSatisfied(5_000);
            }
        }
        int ticked = context.getEndpoint("mock:one", MockEndpoint.class).getReceivedCounter();
        await().during(Duration.ofMillis(200))
                .until(() -> context.getEndpoint("mock:one", MockEndpoint.class).getReceivedCounter() == ticked);
    }

    @Test
    void aFailingReplacementPutsThePreviousRoutesBack() {
        project.route(FILE, "x", "direct:x", "- setBody: {constant: before}")
                .route("routes/y.camel.yaml", "y", "direct:y", "- setBody: {constant: before}");
        assertThat(loader.load(project.tree())).isEmpty();
        String revision = loader.loaded().tree().revision();
        project.route(FILE, "x", "direct:x", "- setBody: {constant: after}")
                .route("routes/y.camel.yaml", "y", "direct:x", "- log: y");
        assertThat(loader.load(project.tree())).singleElement().satisfies(fault -> assertThat(fault.file())
                .isEqualTo("routes/y.camel.yaml"));
        assertThat(ask("direct:x")).isEqualTo("before");
        assertThat(ask("direct:y")).isEqualTo("before");
        assertThat(loader.loaded().tree().revision()).isEqualTo(revision);
    }

    @Test
    void letsExchangesInFlightFinish() throws InterruptedException {
        project.route(FILE, "x", "seda:x", "- to: mock:begun", "- delay: {constant: 300}", "- to: mock:done");
        assertThat(loader.load(project.tree())).isEmpty();
        MockEndpoint done = context.getEndpoint("mock:done", MockEndpoint.class);
        sendAndAwaitBegun();
        project.route(FILE, "x", "seda:x", "- log: x");
        assertThat(loader.load(project.tree())).isEmpty();
        assertThat(done.getReceivedCounter()).isEqualTo(1);
    }

    @Test
    void doesNotWaitForeverForExchangesInFlight() throws InterruptedException {
        project.route(FILE, "x", "seda:x", "- to: mock:begun", "- delay: {constant: 60000}", "- to: mock:never");
        assertThat(loader.load(project.tree())).isEmpty();
        sendAndAwaitBegun();
        project.route(FILE, "x", "direct:x", "- setBody: {constant: replaced}");
        Instant start = Instant.now();
        assertThat(loader.load(project.tree())).isEmpty();
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(50));
        assertThat(ask("direct:x")).isEqualTo("replaced");
    }

    @Test
    void anUnchangedRouteOfAChangedFileKeepsRunning() {
        String kept = Project.routeText("kept", "direct:kept", "- setBody: {constant: kept}");
        project.write(FILE, kept + Project.routeText("x", "direct:x", "- setBody: {constant: before}"));
        assertThat(loader.load(project.tree())).isEmpty();
        Object before = context.getRoute("kept");
        project.write(
                FILE, "# moved down\n" + Project.routeText("x", "direct:x", "- setBody: {constant: after}") + kept);
        assertThat(loader.load(project.tree())).isEmpty();
        assertThat(ask("direct:x")).isEqualTo("after");
        assertThat(context.getRoute("kept")).isSameAs(before);
    }

    private void sendAndAwaitBegun() throws InterruptedException {
        MockEndpoint begun = context.getEndpoint("mock:begun", MockEndpoint.class);
        begun.setExpectedMessageCount(1);
        context.createProducerTemplate().sendBody("seda:x", "x");
        begun.assertIsSatisfied(TimeUnit.SECONDS.toMillis(5));
    }

    private String ask(String endpoint) {
        return context.createProducerTemplate().requestBody(endpoint, "x", String.class);
    }

    private void edit(int i) {
        project.route(FILE, "x", "direct:x", "- setBody: {constant: \"" + i + "\"}", "- to: kamelet:a-action?word=w")
                .route(
                        "routes/y.camel.yaml",
                        "y",
                        "timer:y?period=60000",
                        "- to: kamelet:a-action?word=v",
                        "- log: \"" + i + "\"");
    }

    private String inventory() {
        return "%d routes %d definitions %d endpoints %d templates %d configurations %d services"
                .formatted(
                        context.getRoutesSize(),
                        context.getRouteDefinitions().size(),
                        context.getEndpoints().size(),
                        context.getRouteTemplateDefinitions().size(),
                        context.getRouteConfigurationDefinitions().size(),
                        context.getCamelContextExtension().getServices().size());
    }

    private static String kamelet(int i) {
        return """
                apiVersion: camel.apache.org/v1
                kind: Kamelet
                metadata:
                  name: a-action
                spec:
                  definition:
                    title: A
                    required: [word]
                    properties:
                      word: {type: string}
                  template:
                    from:
                      uri: kamelet:source
                      steps:
                        - setBody: {constant: "{{word}} %d"}
                """.formatted(i);
    }
}
