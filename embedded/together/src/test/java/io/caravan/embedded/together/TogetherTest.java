package io.caravan.embedded.together;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.embedded.FreePorts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class TogetherTest {

    private static final int SERVERS = 6;

    @TempDir
    Path data;

    private final List<Integer> ports = FreePorts.take(SERVERS + 1);
    private Process hub;

    @AfterEach
    void end() {
        if (hub != null) {
            hub.destroyForcibly();
        }
    }

    @Test
    void allEndWithTheHubAndStartAgainAtOnce() throws Exception {
        List<ProcessHandle> first = start();
        assertThat(first).hasSizeGreaterThanOrEqualTo(SERVERS);

        hub.destroyForcibly();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(first).allMatch(TogetherTest::ended));

        List<ProcessHandle> second = start();

        // Ctrl-C, which reaches the hub and all that did not leave its process group.
        new ProcessBuilder("/bin/kill", "-INT", "--", "-" + hub.pid()).start().waitFor();

        assertThat(hub.waitFor(15, TimeUnit.SECONDS)).isTrue();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(second).allMatch(TogetherTest::ended));
    }

    /** Starts the hub in a process group of its own; its servers and their guards. */
    private List<ProcessHandle> start() throws IOException {
        List<String> command = new ArrayList<>(List.of("setsid", System.getProperty("java.home") + "/bin/java"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Hub.class.getName()));
        command.addAll(List.of(System.getProperty("caravan.home"), data.toString()));
        ports.forEach(port -> command.add(port.toString()));
        hub = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = new ArrayList<>();
        BufferedReader output = hub.inputReader();
        for (String line = output.readLine(); line != null && !line.equals("ready"); line = output.readLine()) {
            lines.add(line);
        }
        assertThat(lines).hasSize(SERVERS);
        return lines.stream()
                .map(line ->
                        ProcessHandle.of(Long.parseLong(line.split(" ")[1])).orElseThrow())
                .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()))
                .toList();
    }

    /** An orphan that init has not taken notice of yet, a zombie, has ended too. */
    private static boolean ended(ProcessHandle process) {
        try {
            Path stat = Path.of("/proc", String.valueOf(process.pid()), "stat");
            return !process.isAlive()
                    || Files.readString(stat).replaceFirst(".*\\) ", "").startsWith("Z");
        } catch (IOException e) {
            // No such files on this system, or it ended in between.
            return !process.isAlive();
        }
    }
}
