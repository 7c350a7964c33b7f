package io.caravan.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.caravan.docker.Dockerfile.Copy;
import io.caravan.docker.Dockerfile.Stage;
import io.caravan.hub.config.HubProperties;
import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/** The Dockerfile fits the project; {@link ImageTest} runs what it describes. */
class DockerfileTest {

    private static final Path HOME = TestServers.home();

    private final Dockerfile dockerfile = Dockerfile.read();
    private final Stage image = dockerfile.image();
    private final HubProperties properties = HubProperties.load(HOME, Map.of(), Map.of());

    @Test
    void copiesWhatIsThereAndWhatTheContextLetsThrough() throws IOException {
        List<String> context = Files.readAllLines(HOME.resolve(".dockerignore"));
        List<Copy> fromContext = dockerfile.stages().stream()
                .flatMap(stage -> stage.copies().stream())
                .filter(copy -> copy.stage().isEmpty())
                .toList();

        assertThat(fromContext).isNotEmpty().allSatisfy(copy -> {
            assertThat(HOME.resolve(copy.source())).exists();
            assertThat(context).contains("!" + copy.source());
        });
    }

    @Test
    void copiesFromItsOwnBuildStage() {
        Stage build = dockerfile.stages().get(0);
        String folder = build.only("WORKDIR").arguments();

        assertThat(image.copies())
                .filteredOn(copy -> !copy.stage().isEmpty())
                .hasSize(2)
                .allSatisfy(copy -> {
                    assertThat(copy.stage()).isEqualTo(build.name());
                    assertThat(copy.source()).startsWith(folder + "/processors/target/");
                    assertThat(copy.target()).isEqualTo("lib/");
                });
    }

    @Test
    void buildsWithoutTheServersOfTheTests() throws IOException {
        assertThat(dockerfile.stages().get(0).only("RUN").words())
                .contains("-Dcaravan.without-servers", "dependency:copy-dependencies", "-DincludeScope=runtime");
        assertThat(Files.readString(HOME.resolve("processors/pom.xml")))
                .contains("<name>!caravan.without-servers</name>");
    }

    @Test
    void pinsItsBaseImages() {
        assertThat(dockerfile.stages()).extracting(Stage::image).allMatch(Images::isPinned);
    }

    @Test
    void doesNotRunAsRoot() {
        assertThat(image.only("USER").arguments()).matches("[1-9]\\d{3,}:[1-9]\\d{3,}");
    }

    @Test
    void embedsNothingAndListensToOthers() {
        Map<String, String> environment = image.environment();
        HubProperties effective = HubProperties.load(HOME, environment, Map.of());

        assertThat(effective.list("caravan.embedded")).isEmpty();
        assertThat(effective.get("caravan.http.host")).isEqualTo("0.0.0.0");
        assertThat(effective.get("caravan.management.host")).isEqualTo("0.0.0.0");
        assertThat(effective.get("caravan.log.format")).isEqualTo("json");
    }

    @Test
    void exposesThePortsOfTheHub() {
        assertThat(image.only("EXPOSE").words())
                .containsExactly(properties.get("caravan.http.port"), properties.get("caravan.management.port"));
    }

    @Test
    void asksForHealthWhereTheHubTellsIt() throws IOException {
        String script = Files.readString(HOME.resolve("docker/healthy"));

        assertThat(image.only("HEALTHCHECK").arguments()).endsWith("CMD [\"bash\", \"healthy\"]");
        assertThat(image.copies()).contains(new Copy("", "docker/healthy", "./"));
        assertThat(script)
                .contains("${CARAVAN_MANAGEMENT_PORT:-" + properties.get("caravan.management.port") + "}")
                .contains("GET /observe/health/live ");
    }

    @Test
    void startsTheHubWithOptionsThatJavaKnows() throws Exception {
        List<String> command = image.command();
        int classPath = command.indexOf("-cp");
        List<String> options = command.subList(1, classPath);
        List<String> version = new ArrayList<>(List.of(Images.java()));
        version.addAll(options);
        version.add("-version");
        Process java = new ProcessBuilder(version)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();

        assertThat(command.get(0)).isEqualTo("java");
        assertThat(command.get(classPath + 1)).isEqualTo("lib/*");
        assertThat(Class.forName(command.get(classPath + 2)).getMethod("main", String[].class))
                .isNotNull();
        assertThat(options).anyMatch(option -> option.startsWith("-XX:MaxRAMPercentage="));
        assertThat(java.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(java.exitValue()).isZero();
    }
}
