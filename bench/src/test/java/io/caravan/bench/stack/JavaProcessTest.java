package io.caravan.bench.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JavaProcessTest {

    /** A bench of a JVM that users never start would be worth nothing. */
    @Test
    void hasTheOptionsOfTheLauncher() throws IOException {
        String launcher = Files.readString(Path.of(System.getProperty("caravan.home"), "caravan"))
                .replaceAll("\\s+\\\\?\\s*", " ");
        String heap = launcher.replaceFirst(".*? heap=(\\S+) .*", "$1");

        assertThat(launcher.replace("\"$heap\"", heap))
                .contains("exec java " + String.join(" ", JavaProcess.OPTIONS) + " -Dcaravan.home");
    }
}
