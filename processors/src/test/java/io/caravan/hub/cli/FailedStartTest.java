package io.caravan.hub.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.caravan.testing.HubProcess;
import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/** What a hub that cannot start says, in its own process. */
class FailedStartTest {

    private static final String SECRET = "geheim-0815";

    @Test
    void anUnknownKeyIsOneLineAndExitCode() {
        try (var hub = hub().set("caravan.http.prot", "1").set("caravan.clickhouse.password", SECRET)) {
            assertThat(fail(hub))
                    .containsExactly(
                            "caravan: unknown key caravan.http.prot in --set; did you mean caravan.http.port?");
        }
    }

    @Test
    void anUnknownVariableIsOneLine() {
        try (var hub = hub().environment("CARAVAN_CLICKHOUSE_PASWORD", SECRET)) {
            assertThat(fail(hub))
                    .containsExactly("caravan: unknown environment variable CARAVAN_CLICKHOUSE_PASWORD; did you mean"
                            + " CARAVAN_CLICKHOUSE_PASSWORD?");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "caravan.log.format, xml, text or json",
        "caravan.http.port, eighty, a whole number",
        "caravan.http.port, 70000, caravan.http.port",
        "caravan.behavior.intake.max-age, 90 days, ISO-8601",
        "caravan.kafka.delivery-millis, soon, caravan.kafka.delivery-millis",
        "caravan.redis.address, nowhere, host:port",
        "caravan.embedded, clickhose, clickhouse",
        "caravan.clickhouse.database, a-b, letters",
        "caravan.kafka.topics, config/none.yaml, none.yaml"
    })
    void aWrongValueIsNamed(String key, String value, String word) {
        try (var hub = hub().set(key, value).set("caravan.clickhouse.password", SECRET)) {
            assertThat(String.join("\n", fail(hub))).contains(word).contains(value);
        }
    }

    @Test
    void aTakenPortIsNamedWithItsKey() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var hub = hub().set("caravan.http.port", String.valueOf(taken.getLocalPort()))) {
            assertThat(String.join("\n", fail(hub)))
                    .contains("port " + taken.getLocalPort(), "set caravan.http.port to another one");
        }
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var hub = hub().set("caravan.management.port", String.valueOf(taken.getLocalPort()))) {
            assertThat(String.join("\n", fail(hub))).contains("caravan.management.port");
        }
    }

    @Test
    void aFolderWithoutRoutesIsNoHub(@TempDir Path home) throws IOException {
        Files.createDirectories(home.resolve("config"));
        Files.copy(TestServers.home().resolve("config/kafka-topics.yaml"), home.resolve("config/kafka-topics.yaml"));
        try (var hub = hubIn(home)) {
            assertThat(fail(hub)).containsExactly("caravan: there is no route under " + home.resolve("routes"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'to: dirrect:there', routes/one.camel.yaml:7: , 'dirrect'",
        "'to: direct:nowhere', routes/one.camel.yaml:7: , 'no route starts from'",
        "'log: \"${bodie}\"', routes/one.camel.yaml:7: , 'bodie'",
        "'to: seda:one?sise=1', routes/one.camel.yaml:7: , 'sise'"
    })
    void everyFaultOfTheRoutesIsALine(String step, String place, String word, @TempDir Path home) throws IOException {
        Files.createDirectories(home.resolve("config"));
        Files.copy(TestServers.home().resolve("config/kafka-topics.yaml"), home.resolve("config/kafka-topics.yaml"));
        Files.createDirectories(home.resolve("routes"));
        Files.writeString(home.resolve("routes/errors.camel.yaml"), """
                - routeConfiguration:
                    id: hub-errors
                    errorHandler:
                      noErrorHandler: {}
                """);
        String route = """
                - route:
                    id: %s
                    routeConfigurationId: hub-errors
                    from:
                      uri: %s
                      steps:
                        - %s
                """;
        Files.writeString(home.resolve("routes/one.camel.yaml"), route.formatted("one", "seda:one", step));
        Files.writeString(
                home.resolve("routes/two.camel.yaml"), route.formatted("two", "seda:two?size=many", "stop: {}"));
        try (var hub = hubIn(home)) {
            List<String> lines = fail(hub);
            assertThat(lines).hasSize(2);
            assertThat(lines.get(0)).startsWith(place).contains(word);
            assertThat(lines.get(1)).startsWith("routes/two.camel.yaml:5: ").contains("'many'");
        }
    }

    private static HubProcess hub() {
        return hubIn(TestServers.home());
    }

    private static HubProcess hubIn(Path home) {
        return new HubProcess(home)
                .set("caravan.clickhouse.url", "http://127.0.0.1:9")
                .set("caravan.kafka.brokers", "127.0.0.1:9");
    }

    /** The lines a person gets to read. */
    private static List<String> fail(HubProcess hub) {
        assertThat(hub.start().awaitExit()).isEqualTo(1);
        List<String> lines = hub.output()
                .lines()
                .filter(line -> !line.isBlank())
                .filter(line -> !line.startsWith("Stop"))
                .toList();
        assertThat(lines).hasSizeBetween(1, 6);
        assertThat(String.join("\n", lines)).doesNotContain("\tat ", "Exception:", SECRET);
        return lines;
    }
}
