package io.caravan.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.caravan.embedded.SmallServer.Habit.DIES;
import static io.caravan.embedded.SmallServer.Habit.NEVER_READY;
import static io.caravan.embedded.SmallServer.Habit.SERVES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class EmbeddedServersTest {

    @TempDir
    Path data;

    private final Queue<String> progress = new ConcurrentLinkedQueue<>();

    @Test
    void startsAllAndReportsEach() {
        List<EmbeddedServer> list = servers(SERVES, SERVES);

        try (EmbeddedServers servers = new EmbeddedServers(list, listener()).start()) {
            assertThat(servers).isNotNull();
            assertThat(list).allMatch(EmbeddedServer::running);
            assertThat(progress).containsExactlyInAnyOrder("0 starting", "1 starting", "0 ready", "1 ready");
        }

        assertThat(list).noneMatch(EmbeddedServer::running);
    }

    @Test
    void stopsTheOthersWhenOneFails() {
        List<EmbeddedServer> list = servers(SERVES, DIES, NEVER_READY);
        EmbeddedServers servers = new EmbeddedServers(list, listener());

        assertThatThrownBy(servers::start)
                .isInstanceOfSatisfying(EmbeddedServerException.class, e -> assertThat(e.server())
                        .isEqualTo("1"))
                .hasMessageContaining("the moon is in the wrong phase");

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(list).noneMatch(EmbeddedServer::running));
    }

    @Test
    void closeEndsAStartThatIsAtWork() throws Exception {
        List<EmbeddedServer> list = servers(SERVES, NEVER_READY);
        EmbeddedServers servers = new EmbeddedServers(list, listener());
        var start = CompletableFuture.runAsync(servers::start);
        await().until(() -> progress.contains("0 ready"));

        servers.close();

        assertThat(start.handle((ok, failure) -> failure).get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(EmbeddedServerException.class);
        assertThat(list).noneMatch(EmbeddedServer::running);
    }

    @Test
    void anEmptySetIsReadyAtOnce() {
        try (EmbeddedServers servers = new EmbeddedServers(List.of(), listener()).start()) {
            assertThat(servers).isNotNull();
        }
        assertThat(progress).isEmpty();
    }

    private List<EmbeddedServer> servers(SmallServer.Habit... habits) {
        List<Integer> ports = FreePorts.take(habits.length);
        return IntStream.range(0, habits.length)
                .mapToObj(i -> SmallServer.in(data, String.valueOf(i), ports.get(i), habits[i]))
                .toList();
    }

    private EmbeddedServers.Listener listener() {
        return new EmbeddedServers.Listener() {
            @Override
            public void starting(String server) {
                progress.add(server + " starting");
            }

            @Override
            public void ready(String server, Duration took) {
                progress.add(server + " ready");
            }
        };
    }
}
