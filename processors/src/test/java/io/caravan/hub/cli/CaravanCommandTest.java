package io.caravan.hub.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/** What a command line tells of itself. */
class CaravanCommandTest {

    private static final String[] COMMANDS = {"run", "validate", "sync", "migrate", "replay", "query"};

    private final StringWriter said = new StringWriter();

    @Test
    void helpListsEveryCommand() {
        assertThat(execute("--help")).isZero();
        for (String command : COMMANDS) {
            assertThat(said.toString()).containsPattern("(?m)^ +" + command + " ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "validate", "sync", "migrate", "replay", "query"})
    void everyCommandTellsItsOptions(String command) {
        assertThat(execute(command, "--help")).isZero();
        assertThat(said.toString()).contains("./caravan " + command, "--help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sync ", "replay ", "replay list ", "query "})
    void everyCommandTellsTheVersion(String command) {
        assertThat(execute((command + "--version").split(" "))).isZero();
        assertThat(said.toString()).matches("Caravan \\d+\\.\\d+\\S* \\(Apache Camel 4\\.\\S+, Java \\S+\\)\\R");
    }

    @Test
    void anUnknownCommandIsNamedWithTheNearest() {
        assertThat(execute("replai")).isEqualTo(2);
        assertThat(said.toString()).contains("replai", "replay");
    }

    private int execute(String... args) {
        CommandLine line = CaravanCommand.commandLine(args);
        var writer = new PrintWriter(said, true);
        return line.setOut(writer).setErr(writer).execute(args);
    }
}
