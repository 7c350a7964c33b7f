package io.caravan.hub.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A project home made for one test, with the route configuration that every route names. */
record Project(Path home) {
    static final String ERRORS = "routes/hub/errors.camel.yaml";

    static Project in(Path folder) {
        return new Project(folder).write(ERRORS, """
                - routeConfiguration:
                    id: hub-errors
                    onException:
                      - onException:
                          exception: [java.lang.Exception]
                          handled: {constant: true}
                          steps:
                            - setBody: {constant: handled}
                """);
    }

    Project write(String path, String text) {
        try {
            Path file = home.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One route with some steps, written as they stand under {@code steps:} at column 9. */
    Project route(String path, String id, String from, String... steps) {
        return write(path, routeText(id, from, steps));
    }

    static String routeText(String id, String from, String... steps) {
        return """
                - route:
                    id: %s
                    routeConfigurationId: hub-errors
                    from:
                      uri: "%s"
                      steps:
                %s
                """.formatted(id, from, String.join("\n", steps).indent(8).stripTrailing());
    }

    Project delete(String path) {
        try {
            Files.delete(home.resolve(path));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path(String path) {
        return home.resolve(path);
    }

    RouteTree tree() {
        try {
            return RouteTree.read(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
