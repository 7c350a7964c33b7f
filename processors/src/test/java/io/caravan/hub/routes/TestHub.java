package io.caravan.hub.routes;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

import org.apache.camel.main.Main;
import org.apache.camel.model.ModelCamelContext;

import io.caravan.embedded.FreePorts;

/** A running hub of one project, with HTTP on a free port. */
final class TestHub implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** A bean as routes use it; must survive every dry run. */
    public static final class Mapper implements AutoCloseable {
        private volatile boolean closed;

        public String map(String body) {
            return closed ? "closed" : "mapped " + body;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private final Mapper mapper = new Mapper();
    private final int port = FreePorts.one();
    private final Main main;

    private final Map<String, String> properties;

    TestHub(Project project) {
        this(project, Map.of());
    }

    TestHub(Project project, Map<String, String> properties) {
        this(project, properties, true);
    }

    /** @param watched whether edits are taken over */
    TestHub(Project project, Map<String, String> properties, boolean watched) {
        this.properties = properties;
        RouteCheck check = new RouteCheck(project.home(), this::create);
        main = create();
        main.addMainListener(new HubRoutes(project.home(), check, project.tree(), watched));
        main.start();
    }

    Main create() {
        Main hub = new Main();
        hub.bind("cdrMapper", mapper);
        hub.addInitialProperty("camel.main.routesIncludePattern", "false");
        hub.addInitialProperty("camel.main.autoConfigurationLogSummary", "false");
        hub.addInitialProperty("camel.main.shutdownTimeout", "2");
        hub.addInitialProperty("camel.server.enabled", "true");
        hub.addInitialProperty("camel.server.port", String.valueOf(port));
        hub.addInitialProperty("caravan.greeting", "hello");
        properties.forEach(hub::addInitialProperty);
        return hub;
    }

    ModelCamelContext context() {
        return (ModelCamelContext) main.getCamelContext();
    }

    RouteStatus status() {
        return context()
                .getRegistry()
                .lookupByNameAndType("routeStatus", RouteStatusReporter.class)
                .status();
    }

    /** The body, or the status code in brackets if it is not 200. */
    String get(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                    .build();
            HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? answer.body() : "[" + answer.statusCode() + "]";
        } catch (IOException e) {
            return "[" + e + "]";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        main.stop();
    }
}
