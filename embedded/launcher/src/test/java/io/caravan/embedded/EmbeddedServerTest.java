package io.caravan.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.caravan.embedded.SmallServer.Habit.DIES;
import static io.caravan.embedded.SmallServer.Habit.NEVER_READY;
import static io.caravan.embedded.SmallServer.Habit.SERVES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EmbeddedServerTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

    @TempDir
    Path data;

    private final int port = FreePorts.one();
    private EmbeddedServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop();
        }
    }

    @Test
    void servesOnItsAddressUntilItIsStopped() throws Exception {
        server = SmallServer.in(data, "small", port, SERVES);

        server.start();
        Duration took = server.awaitReady(LONG_ENOUGH);

        assertThat(took).isPositive().isLessThan(LONG_ENOUGH);
        assertThat(server.running()).isTrue();
        assertThat(server.address()).isEqualTo("127.0.0.1:" + port);
        assertThat(Probe.answers(new Port(port, "p"), "?", "hello")).isTrue();
        ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
        assertThat(process.info().commandLine().orElseThrow()).contains(SmallServer.class.getName());

        server.stop();

        assertThat(server.running()).isFalse();
        assertThat(process.isAlive()).isFalse();
        assertThat(new Port(port, "p").free()).isTrue();
    }

    @Test
    void startsAgainAfterAKillAndKeepsTheLogOfTheRunBefore() {
        server = SmallServer.in(data, "small", port, SERVES);
        server.start();
        server.awaitReady(LONG_ENOUGH);
        long firstProcess = server.pid();
        server.kill();
        assertThat(server.running()).isFalse();

        server.start();
        server.awaitReady(LONG_ENOUGH);

        assertThat(server.pid()).isNotEqualTo(firstProcess);
        assertThat(server.log()).isEqualTo(data.resolve("small/small.log")).exists();
        assertThat(data.resolve("small/small.previous.log")).exists();
    }

    @Test
    void namesATakenPortAndTheKeyThatMovesIt() throws IOException {
        server = SmallServer.in(data, "small", port, SERVES);
        try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(other.isBound()).isTrue();

            assertThatThrownBy(server::start)
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessage(
                            "Embedded small: port " + port
                                    + " on 127.0.0.1 is taken by another process; end that one or set small.port to a free port");
        }
        assertThat(server.running()).isFalse();
    }

    @Test
    void takesAPortThatItsLastOwnerIsJustLeaving() throws Exception {
        server = SmallServer.in(data, "small", port, SERVES);
        ServerSocket leaving = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
        Thread start = new Thread(server::start);
        start.start();

        leaving.close();
        start.join();

        assertThat(server.awaitReady(LONG_ENOUGH)).isPositive();
    }

    @Test
    void tellsWhyTheProcessEnded() {
        server = SmallServer.in(data, "small", port, DIES);
        server.start();

        assertThatThrownBy(() -> server.awaitReady(LONG_ENOUGH))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageStartingWith("Embedded small: ended before it was ready, with exit value 1;")
                .hasMessageContaining(data.resolve("small/small.log").toString())
                .hasMessageContaining("IllegalStateException: the moon is in the wrong phase")
                .hasMessageNotContaining("SmallServer.java");
    }

    @Test
    void tellsWhenItIsNotReadyInTime() {
        server = SmallServer.in(data, "small", port, NEVER_READY);
        server.start();

        assertThatThrownBy(() -> server.awaitReady(Duration.ofSeconds(1)))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageStartingWith("Embedded small: was not ready in 1 s");
    }

    @Test
    void refusesASecondStart() {
        server = SmallServer.in(data, "small", port, NEVER_READY);
        server.start();

        assertThatIllegalStateException().isThrownBy(server::start).withMessage("small is running already");
    }

    @Test
    void stopOfAServerThatWasNeverStartedDoesNothing() {
        server = SmallServer.in(data, "small", port, SERVES);

        server.stop();
        server.kill();

        assertThat(server.running()).isFalse();
        assertThatIllegalStateException().isThrownBy(server::pid).withMessage("small was not started");
    }
}
