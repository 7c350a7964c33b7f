package io.caravan.migration;

import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.embedded.EmbeddedServer;
import io.caravan.embedded.FreePorts;
import io.caravan.testing.TestServers;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Servers that fail before and during a move: the error is clear, the source is whole, and the migration can go on. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultsTest {

    private static final String SECRET = "the-right-secret";
    private static final int S3 = FreePorts.one();
    private static final int PORT = FreePorts.one();

    private static EmbeddedServer clickHouse;
    /** Keeps what it holds when it starts again. */
    private static final EmbeddedServer STORE = TestServers.newS3(S3, SECRET);

    private static MigrationHub hub;

    @BeforeAll
    static void start(@TempDir Path home) {
        clickHouse = TestServers.newClickHouse(PORT, TestServers.diskAt(S3, SECRET));
        clickHouse.start();
        clickHouse.awaitReady(ofSeconds(60));
        hub = new MigrationHub(home, TestServers.addressOf(PORT)).start();
    }

    @AfterAll
    static void stop() {
        hub.process.close();
        STORE.stop();
        clickHouse.stop();
    }

    private static void start(EmbeddedServer s3) {
        s3.start();
        s3.awaitReady(ofSeconds(60));
    }

    private static int done(String id) {
        return hub.status(id).path("partitions").path("done").asInt();
    }

    @Test
    @Order(1)
    void withoutAnS3StoreNothingIsBegun() {
        hub.plain("early", 300);
        JsonNode failed = hub.awaitState(hub.migrate("\"table\":\"early\""), "failed");
        assertThat(failed.path("reason").asText()).contains("volume s3", "nothing was begun", "Connection refused");
        assertUntouched("early");
    }

    @Test
    @Order(2)
    void withAWrongSecretNothingIsBegun() {
        EmbeddedServer another = TestServers.newS3(S3, "another-secret");
        start(another);
        hub.plain("refused", 300);
        String id = hub.migrate("\"table\":\"refused\"");
        JsonNode failed = hub.awaitState(id, "failed");
        assertThat(failed.path("reason").asText())
                .contains("nothing was begun", "S3", "signature")
                .doesNotContain(SECRET);
        assertThat(hub.process.output()).doesNotContain(SECRET);
        assertUntouched("refused");
        another.stop();
        start(STORE);
        hub.wish(id, "resume");
        hub.awaitState(id, "done");
        assertThat(hub.disks("refused")).containsExactly("s3");
    }

    private static void assertUntouched(String name) {
        assertThat(hub.disks(name)).containsExactly("default");
        assertThat(hub.sql.ask("SELECT storage_policy FROM system.tables WHERE database = '" + hub.database
                        + "' AND name = '" + name + "'"))
                .isEqualTo("default");
        assertThat(hub.sql.lines("SELECT name FROM system.tables WHERE name LIKE '%probe%'"))
                .isEmpty();
    }

    @Test
    @Order(3)
    void anS3StoreThatGoesAwayLeavesTheOtherPartitionsWhereTheyAre() {
        hub.plain("halfway", 300);
        String content = hub.content("halfway");
        String left =
                "SELECT count(), sum(cityHash64(tuple(*))) FROM " + hub.table("halfway") + " WHERE d >= '2026-02-01'";
        String untouched = hub.sql.ask(left);
        String id = hub.migrate("\"table\":\"halfway\",\"pause\":\"PT2S\"");
        await("a first partition").until(() -> done(id) == 1);
        STORE.stop();
        JsonNode partial = hub.awaitState(id, "partial");
        assertThat(partial.path("reason").asText()).contains("S3 refuses").contains("source is untouched");
        assertThat(hub.sql.ask(left)).isEqualTo(untouched);
        start(STORE);
        hub.wish(id, "resume");
        hub.awaitState(id, "done");
        assertThat(hub.disks("halfway")).containsExactly("s3");
        assertThat(hub.content("halfway")).isEqualTo(content);
        assertThat(hub.wish(id, "verify").body()).contains("\"sound\":true");
    }

    @Test
    @Order(4)
    void aTableThatIsDroppedMeanwhileIsTold() {
        hub.plain("dropped", 300);
        String id = hub.migrate("\"table\":\"dropped\",\"pause\":\"PT2S\"");
        await("a first partition").until(() -> done(id) == 1);
        hub.sql.ask("DROP TABLE " + hub.table("dropped") + " SYNC");
        assertThat(hub.awaitState(id, "partial").path("reason").asText()).contains("dropped it meanwhile");
    }

    @Test
    @Order(5)
    void aClickHouseThatRestartsIsWaitedFor() {
        hub.plain("restarted", 300);
        String content = hub.content("restarted");
        String id = hub.migrate("\"table\":\"restarted\",\"pause\":\"PT2S\"");
        await("a first partition").until(() -> done(id) == 1);
        clickHouse.kill();
        clickHouse.start();
        clickHouse.awaitReady(ofSeconds(60));
        hub.awaitState(id, "done");
        assertThat(hub.disks("restarted")).containsExactly("s3");
        assertThat(hub.content("restarted")).isEqualTo(content);
    }
}
