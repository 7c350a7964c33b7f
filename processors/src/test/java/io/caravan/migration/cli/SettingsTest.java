package io.caravan.migration.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.caravan.hub.config.ConfigException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The command line wins over the environment, that over the file, that over the default; for each setting by itself. */
class SettingsTest {

    private static final int RUNS = 500;

    /** Whatever is said where, each setting is what the first of them says that says anything. */
    @Test
    void theFirstThatSaysAnythingWins() {
        for (long seed = 0; seed < RUNS; seed++) {
            var random = new Random(seed);
            Map<Setting, String> given = new EnumMap<>(Setting.class);
            Map<String, String> environment = new HashMap<>(Map.of("PATH", "/bin", "CH_HOSTS", "nobody"));
            Map<Setting, String> file = new EnumMap<>(Setting.class);
            Map<Setting, String> expected = new EnumMap<>(Setting.class);
            for (Setting setting : Setting.values()) {
                expected.put(setting, setting.usual());
                if (random.nextBoolean()) {
                    file.put(setting, setting + " of the file");
                    expected.put(setting, setting + " of the file");
                }
                if (setting.variable().isPresent() && random.nextBoolean()) {
                    environment.put(setting.variable().get(), setting + " of the environment");
                    expected.put(setting, setting + " of the environment");
                }
                if (!setting.option().isEmpty() && random.nextBoolean()) {
                    given.put(setting, setting + " given");
                    expected.put(setting, setting + " given");
                }
            }
            Settings settings = Settings.of(given, environment, file, "m.yaml");
            for (Setting setting : Setting.values()) {
                assertThat(settings.value(setting))
                        .as("%s, seed %d", setting, seed)
                        .isEqualTo(expected.get(setting));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void aBlankOneSaysNothing(Setting setting) {
        Settings settings = Settings.of(
                Map.of(),
                setting.variable().map(name -> Map.of(name, " ")).orElse(Map.of()),
                Map.of(setting, "x"),
                "f");
        // A password may be blank.
        String expected = setting == Setting.PASSWORD ? " " : "x";
        assertThat(settings.value(setting)).isEqualTo(expected);
    }

    @Test
    void theFileHasTheSectionsOfTheOldTool(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("config.yaml"), """
                clickhouse:
                  host: store.example
                  port: 8124
                  user: mover
                  password: "s3cret"
                s3:
                  policy: tiered
                migration:
                  insert_interval: 0
                  resume: true
                  parallelism: 4
                logging:
                  level: debug
                  path: ./l
                report:
                  path: ./r
                """);
        Settings settings =
                Settings.of(Map.of(), Map.of("CH_PORT", "8125"), new ConfigFile().read(file), "config.yaml");
        assertThat(OwnHub.address(settings)).hasToString("http://store.example:8125");
        assertThat(settings.value(Setting.PASSWORD)).isEqualTo("s3cret");
        assertThat(settings.pause(settings.value(Setting.INTERVAL))).isEqualTo("PT0S");
        assertThat(settings.resume()).isTrue();
        assertThat(settings.number(Setting.PARALLELISM)).contains(4L);
        assertThat(settings.path(Setting.REPORT_PATH)).isEqualTo(Path.of("./r"));
    }

    @Test
    void aFileThatIsNotUnderstoodIsRefusedWithoutItsPassword(@TempDir Path folder) throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "clickhouse:\n  pasword: s3cret\n");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> new ConfigFile().read(wrong))
                .withMessageContaining("clickhouse.pasword; did you mean clickhouse.password?")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("s3cret"));
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "clickhouse:\n  password: [s3cret\n  x: {");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> new ConfigFile().read(broken))
                .withMessageContaining("line")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("s3cret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "0.25", "1.0", ".5", "2s", "PT3S"})
    void pausesAreSecondsOrDurations(String text) {
        assertThat(Settings.of(Map.of(), Map.of(), Map.of(), "").pause(text)).matches("PT[0-9.]+S|2s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "0", "70000", "8123x", "-1"})
    void whatIsNoPortIsToldWithItsSource(String port) {
        Settings settings = Settings.of(Map.of(), Map.of("CH_PORT", port), Map.of(), "");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(settings::port)
                .withMessageContaining("CH_PORT")
                .withMessageContaining(port);
    }

    @Test
    void hostsAreNamesOrAddressesWithoutSecrets() {
        assertThat(address("ch.example")).isEqualTo("http://ch.example:8123");
        assertThat(address("https://ch.example/")).isEqualTo("https://ch.example:8123");
        assertThat(address("::1")).isEqualTo("http://[::1]:8123");
        for (String wrong : new String[] {"http://u:p@ch.example", "ch.example/db", "a b"}) {
            assertThatExceptionOfType(ConfigException.class).isThrownBy(() -> address(wrong));
        }
    }

    private static String address(String host) {
        return OwnHub.address(Settings.of(Map.of(Setting.HOST, host), Map.of(), Map.of(), ""))
                .toString();
    }
}
