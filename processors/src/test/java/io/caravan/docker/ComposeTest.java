package io.caravan.docker;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.ConnectionString;
import org.junit.jupiter.api.Test;

import io.caravan.hub.config.HubProperties;
import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/** The compose file fits the project; Docker itself is not needed. */
class ComposeTest {

    private static final Pattern SECRET = Pattern.compile(".*(PASSWORD|SECRET|_KEY|AUTH).*");
    private static final Pattern EXAMPLE = Pattern.compile("#?([A-Z0-9_]+)=(.*)");

    private final Compose compose = Compose.read();
    private final HubProperties defaults = HubProperties.load(TestServers.home(), Map.of(), Map.of());

    @Test
    void mountsWhatIsThere() {
        for (String service : compose.services().keySet()) {
            assertThat(compose.mounts(service).keySet())
                    .filteredOn(source -> source.startsWith("."))
                    .allSatisfy(
                            source -> assertThat(Compose.FOLDER.resolve(source)).exists());
        }
    }

    @Test
    void mountsOverFoldersThatTheImageHas() {
        Dockerfile.Stage image = Dockerfile.read().image();
        String folder = image.only("WORKDIR").arguments();
        Set<String> copied = image.copies().stream()
                .map(copy -> folder + "/" + copy.target())
                .collect(Collectors.toSet());

        assertThat(compose.mounts("hub")).isNotEmpty().allSatisfy((source, target) -> {
            assertThat(copied).contains(target);
            assertThat(source).isEqualTo(".." + target.substring(folder.length()));
        });
    }

    @Test
    void keepsTheDataOfEveryServerInANamedVolume() {
        Set<String> declared = new TreeSet<>();
        compose.root().path("volumes").fieldNames().forEachRemaining(declared::add);
        Set<String> used = new TreeSet<>();
        for (String service : compose.services().keySet()) {
            Set<String> named = new TreeSet<>(compose.mounts(service).keySet());
            named.removeIf(source -> source.startsWith("."));
            assertThat(named.isEmpty()).as(service + " keeps nothing").isEqualTo(service.equals("hub"));
            used.addAll(named);
        }

        assertThat(used).isEqualTo(declared);
    }

    @Test
    void setsKnownKeysOnly() {
        for (String service : compose.services().keySet()) {
            // An unknown CARAVAN_ variable is refused here, by name.
            HubProperties.load(TestServers.home(), compose.environment(service, "x"), Map.of());
        }
        assertThat(compose.environment("hub").keySet()).allMatch(name -> name.startsWith("CARAVAN_"));
    }

    @Test
    void tellsTheHubWhereTheServersAre() {
        HubProperties hub = HubProperties.load(TestServers.home(), compose.environment("hub", "x"), Map.of());

        assertThat(URI.create(hub.get("caravan.clickhouse.url")).getAuthority())
                .isEqualTo(at("clickhouse", "caravan.embedded.clickhouse.http-port"));
        assertThat(hub.get("caravan.kafka.brokers")).isEqualTo(at("kafka", "caravan.embedded.kafka.port"));
        assertThat(hub.get("caravan.redis.address")).isEqualTo(at("redis", "caravan.embedded.redis.port"));
        assertThat(new ConnectionString(hub.get("caravan.mongo.uri")).getHosts())
                .containsExactly(at("mongo", "caravan.embedded.mongo.port"));
        assertThat(URI.create(compose.environment("clickhouse").get("CARAVAN_S3_ENDPOINT"))
                        .getAuthority())
                .isEqualTo(at("s3", "caravan.embedded.s3.port"));
    }

    private String at(String service, String portKey) {
        assertThat(compose.services()).containsKey(service);
        return service + ":" + defaults.get(portKey);
    }

    @Test
    void publishesThePortsOfTheHubToThisMachineOnly() {
        assertThat(compose.list("hub", "ports"))
                .containsExactlyInAnyOrder(
                        published(defaults.get("caravan.http.port")),
                        published(defaults.get("caravan.management.port")));
        assertThat(compose.services())
                .allSatisfy((name, service) -> assertThat(service.has("ports")).isEqualTo(name.equals("hub")));
    }

    private static String published(String port) {
        return "${PUBLISH_HOST:-127.0.0.1}:" + port + ":" + port;
    }

    @Test
    void takesEverySecretFromTheEnvironment() {
        assertThat(compose.variables())
                .filteredOn(variable -> SECRET.matcher(variable.name()).matches())
                .hasSizeGreaterThan(5)
                .allSatisfy(variable -> assertThat(variable.rest()).startsWith(":?"));
        for (String service : compose.services().keySet()) {
            assertThat(compose.environment(service)).allSatisfy((name, value) -> {
                if (SECRET.matcher(name).matches()) {
                    assertThat(value).matches("\\$\\{\\w+:\\?[^}]+}");
                }
            });
        }
    }

    @Test
    void explainsEveryVariableAndNoOther() throws IOException {
        Set<String> explained = new HashSet<>();
        for (String line : Files.readAllLines(Compose.FOLDER.resolve(".env.example"))) {
            var example = EXAMPLE.matcher(line);
            if (example.matches()) {
                explained.add(example.group(1));
                assertThat(example.group(2).isEmpty() || line.startsWith("#"))
                        .as(line + " has no value that somebody might keep")
                        .isTrue();
            }
        }

        assertThat(explained)
                .isEqualTo(
                        compose.variables().stream().map(Compose.Variable::name).collect(Collectors.toSet()));
    }

    @Test
    void pinsEveryImage() throws IOException {
        assertThat(compose.services())
                .allSatisfy((name, service) -> assertThat(service.path("image").asText())
                        .matches(Images::isPinned, "has a tag with a version"));
        String tag = compose.service("hub").path("image").asText().replace("caravan:", "");
        assertThat(Files.readString(TestServers.home().resolve("pom.xml"))).contains("<version>" + tag + "</version>");
    }

    @Test
    void checksTheHealthOfEveryServiceAndStartsItAgain() {
        boolean imageHasCheck = Dockerfile.read().image().all("HEALTHCHECK").size() == 1;

        assertThat(compose.services()).hasSize(6).allSatisfy((name, service) -> {
            assertThat(service.path("healthcheck").path("test").size() > 1 || (service.has("build") && imageHasCheck))
                    .as("a health check of " + name)
                    .isTrue();
            assertThat(service.path("restart").asText()).isEqualTo("unless-stopped");
        });
    }

    @Test
    void buildsFromTheProjectFolder() {
        JsonNode build = compose.service("hub").path("build");

        assertThat(Compose.FOLDER.resolve(build.path("context").asText()).normalize())
                .isEqualTo(TestServers.home());
        assertThat(TestServers.home().resolve(build.path("dockerfile").asText()))
                .exists();
    }

    @Test
    void letsTheHubEndByItself() throws IOException {
        var camel = new java.util.Properties();
        try (var in = getClass().getResourceAsStream("/caravan/camel.properties")) {
            camel.load(in);
        }
        long longest = Long.parseLong(camel.getProperty("camel.main.shutdownTimeout"));

        String grace = compose.service("hub").path("stop_grace_period").asText();
        assertThat(Duration.parse("PT" + grace)).isGreaterThan(Duration.ofSeconds(longest));
    }

    @Test
    void leavesNoServerOutThatTheHubUses() {
        assertThat(compose.list("hub", "depends_on")).isEqualTo(List.of("clickhouse", "kafka", "redis", "mongo"));
    }
}
