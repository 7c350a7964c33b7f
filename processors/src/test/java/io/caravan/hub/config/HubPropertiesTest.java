package io.caravan.hub.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Where values come from, and which ones are refused. */
class HubPropertiesTest {

    @TempDir
    private Path home;

    @Test
    void theFileThatIsShippedListsEveryKeyWithItsDefault() throws IOException {
        var shipped = new Properties();
        try (Reader in = Files.newBufferedReader(TestServers.home().resolve("config/application.properties"))) {
            shipped.load(in);
        }
        assertThat(shipped)
                .containsExactlyInAnyOrderEntriesOf(Map.copyOf(KnownKeys.load().defaults()));
    }

    @Test
    void laterSourcesWin() throws IOException {
        file("caravan.http.port = 1\ncaravan.hub.name = file\ncaravan.log.level = WARN");
        HubProperties properties = HubProperties.load(
                home,
                Map.of("CARAVAN_HTTP_PORT", "2", "CARAVAN_HUB_NAME", "environment", "PATH", "/bin"),
                Map.of("caravan.http.port", "3"));

        assertThat(properties.integer("caravan.http.port")).isEqualTo(3);
        assertThat(properties.get("caravan.hub.name")).isEqualTo("environment");
        assertThat(properties.get("caravan.log.level")).isEqualTo("WARN");
        assertThat(properties.get("caravan.http.host")).isEqualTo("127.0.0.1");
    }

    @Test
    void dashesOfAKeyAreUnderscoresInTheEnvironment() {
        HubProperties properties = HubProperties.load(home, Map.of("CARAVAN_BEHAVIOR_STORE_BATCH_ROWS", "7"), Map.of());

        assertThat(properties.integer("caravan.behavior.store.batch-rows")).isEqualTo(7);
    }

    @Test
    void keysOfCamelPassAsTheyAre() throws IOException {
        file("camel.component.kafka.lingerMs = 9");

        assertThat(HubProperties.load(home, Map.of(), Map.of()).get("camel.component.kafka.lingerMs"))
                .isEqualTo("9");
    }

    @Test
    void anUnknownKeyOfTheFileIsNamedWithTheNearest() throws IOException {
        file("caravan.htpp.port = 1");

        assertRefused(Map.of(), Map.of(), "caravan.htpp.port", "config/application.properties", "caravan.http.port");
    }

    @Test
    void anUnknownKeyOfTheCommandLineIsNamedWithTheNearest() {
        assertRefused(Map.of(), Map.of("caravan.kafka.broker", "x"), "caravan.kafka.broker", "caravan.kafka.brokers");
    }

    @Test
    void anUnknownVariableIsNamedWithTheNearest() {
        assertRefused(Map.of("CARAVAN_HTTP_PROT", "1"), Map.of(), "CARAVAN_HTTP_PROT", "CARAVAN_HTTP_PORT");
    }

    @Test
    void whatKubernetesSetsByItselfIsNoMistake() {
        var kubernetes = Map.of(
                "CARAVAN_SERVICE_HOST", "10.0.0.1",
                "CARAVAN_SERVICE_PORT", "8080",
                "CARAVAN_SERVICE_PORT_API", "8080",
                "CARAVAN_PORT", "tcp://10.0.0.1:8080",
                "CARAVAN_PORT_8080_TCP_ADDR", "10.0.0.1");

        assertThat(HubProperties.load(home, kubernetes, Map.of()).integer("caravan.http.port"))
                .isEqualTo(8080);
    }

    @ParameterizedTest
    @CsvSource({
        "caravan.http.port, eighty, a whole number",
        "caravan.http.port, '', a whole number",
        "caravan.http.port, 80.5, a whole number",
        "caravan.behavior.store.batch-rows, many, a whole number",
        "caravan.hub.reload, yes, true or false",
        "caravan.cdr.pull.refresh, 10m, an ISO-8601 duration such as PT30S",
        "caravan.behavior.intake.max-age, 90, an ISO-8601 duration such as PT30S"
    })
    void aWrongValueIsNamedWithItsKeyAndWhatIsWanted(String key, String value, String wanted) {
        assertThatThrownBy(() -> HubProperties.load(home, Map.of(), Map.of(key, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessage(key + " = " + value + ": " + wanted + " is wanted");
    }

    private void assertRefused(Map<String, String> environment, Map<String, String> overrides, String... words) {
        assertThatThrownBy(() -> HubProperties.load(home, environment, overrides))
                .isInstanceOf(ConfigException.class)
                .message()
                .contains("unknown", "did you mean")
                .contains(words)
                .hasLineCount(1);
    }

    private void file(String text) throws IOException {
        Files.writeString(Files.createDirectories(home.resolve("config")).resolve("application.properties"), text);
    }
}
