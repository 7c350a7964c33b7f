package io.caravan.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class EndsWithParentTest {

    private static final String NO_SETSID = "/nonexistent";

    @TempDir
    Path data;

    private final int port = FreePorts.one();
    private Process parent;
    private ProcessHandle child;

    @AfterEach
    void end() {
        if (parent != null) {
            parent.destroyForcibly();
        }
        if (child != null) {
            child.destroyForcibly();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVES", "NEVER_READY"})
    void serverEndsWhenItsParentIsKilled(SmallServer.Habit habit) throws Exception {
        ProcessHandle server = startParent(List.of(), System.getenv("PATH"), habit);

        parent.destroyForcibly();

        await().atMost(Duration.ofSeconds(20)).until(() -> Processes.ended(server));
    }

    @Test
    void nothingStaysBehindAStoppedServer() throws Exception {
        EmbeddedServer server = SmallServer.in(data, "child", port, SmallServer.Habit.SERVES);
        server.start();
        server.awaitReady(Duration.ofSeconds(20));
        List<ProcessHandle> family =
                ProcessHandle.of(server.pid()).orElseThrow().descendants().toList();

        server.stop();

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(family).isNotEmpty().allMatch(Processes::ended));
    }

    /** Ctrl-C: the terminal sends SIGINT to the whole group. Without setsid the server has to ignore it. */
    @ParameterizedTest
    @ValueSource(strings = {"", NO_SETSID})
    void serverOutlivesCtrlCUntilItsParentStopsIt(String otherPath) throws Exception {
        String path = otherPath.isEmpty() ? System.getenv("PATH") : otherPath;
        ProcessHandle server = startParent(List.of("setsid"), path, SmallServer.Habit.SERVES);

        new ProcessBuilder("/bin/kill", "-INT", "--", "-" + parent.pid())
                .start()
                .waitFor();

        assertThat(parent.waitFor(15, TimeUnit.SECONDS)).isTrue();
        assertThat(data.resolve("note")).hasContent("still serving after 0 h");
        assertThat(server.isAlive()).isFalse();
    }

    private ProcessHandle startParent(List<String> prefix, String path, SmallServer.Habit habit) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(SmallServer.java(Parent.class, data.toString(), String.valueOf(port), habit.name()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("PATH", path);
        parent = builder.start();
        BufferedReader output = parent.inputReader();
        child = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
        return child;
    }
}
