package io.caravan.embedded.redis;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.embedded.EmbeddedServer;
import io.caravan.embedded.FreePorts;
import io.caravan.embedded.Layout;
import io.caravan.embedded.Port;
import io.caravan.embedded.RedisServer;
import io.caravan.embedded.RedisSettings;

import static org.assertj.core.api.Assertions.assertThat;

class RedisTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path data;

    private final Port port = new Port(FreePorts.one(), "redis");
    private EmbeddedServer server;

    @BeforeEach
    void start() {
        Layout layout = new Layout(Path.of(System.getProperty("caravan.home")), data);
        server = RedisServer.create(layout, new RedisSettings(port));
        server.start();
        server.awaitReady(LIMIT);
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void keepsWhatItAcknowledgedOverAKill() throws Exception {
        assertThat(ask("SET call:1 answered\r\n", 3)).isEqualTo("+OK");

        server.kill();
        server.start();
        server.awaitReady(LIMIT);

        assertThat(ask("GET call:1\r\n", 12)).isEqualTo("$8\r\nanswered");
    }

    @Test
    void runsLuaAndIsTheVersionThatProductionShouldHave() throws Exception {
        assertThat(ask("EVAL \"return redis.call('INCRBY','n',5)\" 0\r\n", 2)).isEqualTo(":5");
        assertThat(ask("INFO server\r\n", 400)).contains("redis_version:7.0.15");
    }

    @Test
    void isTheProcessThatItsIdSays() {
        ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();

        assertThat(process.info().command().orElseThrow()).contains("redis-server");
    }

    private String ask(String command, int answerBytes) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port.number())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(command.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readNBytes(answerBytes), StandardCharsets.UTF_8);
        }
    }
}
