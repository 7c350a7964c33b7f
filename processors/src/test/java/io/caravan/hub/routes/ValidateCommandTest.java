package io.caravan.hub.routes;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

class ValidateCommandTest {
    @TempDir
    private Path home;

    private final StringWriter out = new StringWriter();
    private Project project;

    @BeforeEach
    void project() {
        project = Project.in(home);
    }

    @Test
    void saysOkInOneLine() {
        project.route("routes/x.camel.yaml", "x", "timer:x", "- log: x");
        assertThat(validate()).isZero();
        assertThat(out.toString()).matches("OK: 1 route in 2 files, 0 kamelets, checked in \\d+\\.\\d s\\R");
    }

    @Test
    void printsOneLineAFaultThenACount() {
        project.route("routes/x.camel.yaml", "x", "timer:x", "- to: kafak:x", "- to: lag:x");
        assertThat(validate()).isEqualTo(1);
        assertThat(out.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .isEqualTo("routes/x.camel.yaml:7: unknown component 'kafak' (did you mean 'kafka'?)"),
                        line -> assertThat(line)
                                .isEqualTo("routes/x.camel.yaml:8: unknown component 'lag' (did you mean 'log'?)"),
                        line -> assertThat(line).startsWith("2 faults: 1 route in 2 files, 0 kamelets"));
    }

    @Test
    void printsJson() throws IOException {
        project.route("routes/x.camel.yaml", "x", "timer:x", "- to: lag:x");
        assertThat(validate("--json")).isEqualTo(1);
        JsonNode verdict = new ObjectMapper().readTree(out.toString());
        assertThat(verdict.at("/ok").asBoolean(true)).isFalse();
        assertThat(verdict.at("/faults/0/file").asText()).isEqualTo("routes/x.camel.yaml");
        assertThat(verdict.at("/faults/0/line").asInt()).isEqualTo(7);
    }

    @Test
    void touchesNoServer() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            int port = server.getLocalPort();
            project.route(
                            "routes/in.camel.yaml",
                            "in",
                            "kafka:cdr?brokers=localhost:" + port + "&groupId=g",
                            "- to: kafka:out?brokers=localhost:" + port,
                            "- to: http:localhost:" + port + "/api",
                            "- to: mongodb:mongo?database=d&collection=c&createCollection=false&operation=findAll")
                    .route("routes/tick.camel.yaml", "tick", "timer:t?period=1&delay=0", "- to: http:localhost:" + port)
                    .route(
                            "routes/cron.camel.yaml",
                            "cron",
                            "quartz:c?cron=*+*+*+*+*+?",
                            "- to: http:localhost:" + port)
                    .route("routes/web.camel.yaml", "web", "platform-http:/web", "- to: http:localhost:" + port);
            assertThat(validate()).as(out::toString).isZero();
            // Whoever had come before this visit would stand before it in the queue.
            try (Socket own = new Socket(InetAddress.getLoopbackAddress(), port);
                    Socket first = server.accept()) {
                assertThat(first.getPort()).isEqualTo(own.getLocalPort());
            }
        }
    }

    private int validate(String... arguments) {
        CommandLine command = new CommandLine(new ValidateCommand(() -> new RouteCheck(home, this::hub)));
        return command.setOut(new PrintWriter(out)).execute(arguments);
    }

    private Main hub() {
        Main main = new Main();
        main.addInitialProperty("camel.server.enabled", "true");
        main.addInitialProperty("camel.server.port", "1");
        main.bind(
                "mongo", com.mongodb.client.MongoClients.create("mongodb://localhost:1/?serverSelectionTimeoutMS=500"));
        return main;
    }
}
