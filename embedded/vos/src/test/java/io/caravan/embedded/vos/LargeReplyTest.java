package io.caravan.embedded.vos;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Replies that no one should hold in memory, from the process the launcher would start. */
class LargeReplyTest extends SimulatorTest {

    @TempDir
    private Path folder;

    @Test
    void twentyThousandRecordsInOneReply() throws Exception {
        simulator.knobs(Map.of("hugeAccountRecords", 21_115));
        assertThat(shanghai.cdrs("wholesale-huge", YESTERDAY, YESTERDAY)).hasSize(21_115);
    }

    @Test
    void aMillionRecordsFromAHeapOf32MegabytesAndNoOrphan() throws Exception {
        Process process = startProcess(List.of("-Xmx32m", "-Dcaravan.parent-watch=true"));
        try {
            VosClient client = new VosClient("http://127.0.0.1:" + portOf(process));
            try (InputStream reply = client.stream("GetCdr", VosClient.range("wholesale-huge", YESTERDAY, YESTERDAY))) {
                assertThat(records(reply)).isEqualTo(1_000_000);
            }
            assertThat(client.cdrs("80012001", YESTERDAY, YESTERDAY))
                    .as("another process has the same calls")
                    .isEqualTo(shanghai.cdrs("80012001", YESTERDAY, YESTERDAY));
            process.getOutputStream().close();
            assertThat(process.waitFor(10, TimeUnit.SECONDS))
                    .as("ends with its parent")
                    .isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            Path properties = folder.resolve("taken.properties");
            Files.writeString(properties, "port=" + taken.getLocalPort());
            Process process = start(List.of(), properties);
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
            assertThat(Files.readString(folder.resolve("log")))
                    .contains("The VOS simulator cannot start: Port " + taken.getLocalPort() + " is taken");
        }
    }

    private static int records(InputStream reply) throws IOException {
        int records = 0;
        try (JsonParser json = VosClient.JSON.createParser(reply)) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.FIELD_NAME
                        && json.currentName().equals("flowNo")) {
                    records++;
                }
            }
        }
        return records;
    }

    private Process startProcess(List<String> options) throws IOException {
        Path properties = folder.resolve("vos.properties");
        Files.writeString(properties, """
                port=0
                seed=42
                now=2026-07-21T04:00:00Z
                recordsPerAccountDay=200
                hugeAccountRecords=1000000
                """);
        return start(options, properties);
    }

    private Process start(List<String> options, Path properties) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), VosSimulator.class.getName()));
        command.add(properties.toString());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private String portOf(Process process) {
        String line = await().atMost(Duration.ofSeconds(15))
                .until(
                        () -> Files.readString(folder.resolve("log")),
                        log -> log.contains("nodes") || !process.isAlive());
        return line.replaceAll("(?s).*127\\.0\\.0\\.1:(\\d+),.*", "$1");
    }
}
