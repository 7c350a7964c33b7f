package io.caravan.migration;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.testing.Problems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** How operators ask for migrations, stop them and let them go on, and what they are told when that makes no sense. */
class ControlTest {

    private static MigrationHub hub;

    @BeforeAll
    static void start(@TempDir Path home) {
        hub = new MigrationHub(home).start();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static int done(String id) {
        return hub.status(id).path("partitions").path("done").asInt();
    }

    @Test
    void aPausedMigrationStandsStillUntilItIsResumed() {
        hub.plain("paused", 300);
        String id = hub.migrate("\"table\":\"paused\",\"pause\":\"PT1S\"");
        await("a first partition").until(() -> done(id) == 1);
        assertThat(hub.wish(id, "pause").statusCode()).isEqualTo(200);
        assertThat(hub.wish(id, "pause").statusCode()).isEqualTo(200);
        // What the schedule does every second meanwhile is nothing.
        await("nothing").during(Duration.ofSeconds(4)).until(() -> done(id) <= 2);
        assertThat(hub.status(id).path("state").asText()).isEqualTo("paused");
        assertThat(hub.wish(id, "resume").statusCode()).isEqualTo(200);
        hub.awaitState(id, "done");
        assertThat(hub.disks("paused")).containsExactly("s3");
        assertThat(problem(hub.wish(id, "pause"), 409)).contains("The migration is done");
        assertThat(hub.wish(id, "finalize").statusCode()).isEqualTo(200);
        assertThat(hub.wish(id, "finalize").statusCode()).isEqualTo(200);
        assertThat(problem(hub.wish(id, "rollback"), 409)).contains("finalized");
    }

    @Test
    void aCancelledMigrationIsRolledBackOrAskedForAgain() {
        hub.plain("cancelled", 300);
        String id = hub.migrate("\"table\":\"cancelled\",\"pause\":\"PT1S\"");
        await("a first partition").until(() -> done(id) == 1);
        hub.wish(id, "cancel");
        await("end").until(() -> hub.wish(id, "rollback").statusCode() == 200);
        hub.awaitState(id, "rolled_back");
        assertThat(hub.disks("cancelled")).containsExactly("default");
        String again = hub.migrate("\"table\":\"cancelled\"");
        assertThat(again).isNotEqualTo(id);
        hub.awaitState(again, "done");
        assertThat(hub.disks("cancelled")).containsExactly("s3");
    }

    @Test
    void theSameRequestMakesOneMigration() {
        hub.plain("once", 300);
        String window = closedWindow();
        HttpResponse<String> first = hub.post("/api/v1/migrations", "\"table\":\"once\",\"window\":\"" + window + "\"");
        HttpResponse<String> second =
                hub.post("/api/v1/migrations", "\"table\":\"once\",\"window\":\"" + window + "\"");
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(200);
        String id = Problems.json(first.body()).path("id").asText();
        assertThat(Problems.json(second.body()).path("id").asText()).isEqualTo(id);
        JsonNode waiting = hub.awaitState(id, "waiting");
        assertThat(waiting.path("reason").asText()).contains(window).contains("UTC");
        assertThat(hub.disks("once")).containsExactly("default");
        hub.wish(id, "cancel");

        assertThat(withKey("k1", "once").statusCode()).isEqualTo(201);
        assertThat(withKey("k1", "once").statusCode()).isEqualTo(200);
        assertThat(problem(withKey("k1", "paused2"), 409)).contains("Idempotency-Key");
    }

    private static HttpResponse<String> withKey(String key, String table) {
        return hub.process.send(HttpRequest.newBuilder(hub.process.api("/api/v1/migrations"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"database\":\"%s\",\"table\":\"%s\"}".formatted(hub.database, table)))
                .build());
    }

    private static String closedWindow() {
        LocalTime now = LocalTime.now(ZoneOffset.UTC).withNano(0).withSecond(0);
        return now.plusHours(2) + "-" + now.plusHours(3);
    }

    @Test
    void aTableThatSomebodyElseHasIsLockedAndWaitedFor() throws Exception {
        hub.plain("locked", 300);
        var table = new TableName(hub.database, "locked");
        Path lock = hub.journals().fileOf(table, ".lock");
        Files.createDirectories(lock.getParent());
        String id;
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            assertThat(held.isValid()).isTrue();
            id = hub.migrate("\"table\":\"locked\"");
            assertThat(hub.awaitState(id, "locked").path("reason").asText()).contains("another process on this host");
            assertThat(hub.disks("locked")).containsExactly("default");
        }
        hub.awaitState(id, "done");
        assertThat(hub.disks("locked")).containsExactly("s3");
    }

    @Test
    void whatMakesNoSenseIsToldByItsField() {
        hub.plain("asked", 10);
        assertThat(field("\"tabel\":\"asked\"")).isEqualTo("tabel");
        assertThat(field("\"table\":\"asked\",\"window\":\"25:00-1\"")).isEqualTo("window");
        assertThat(field("\"table\":\"asked\",\"olderThan\":\"old\"")).isEqualTo("olderThan");
        assertThat(field("\"table\":\"asked\",\"parallelism\":0")).isEqualTo("parallelism");
        assertThat(field("\"table\":\"asked\",\"way\":\"walk\"")).isEqualTo("way");
        assertThat(field("\"table\":\"asked\",\"mode\":\"full\"")).isEqualTo("table");
        assertThat(field("\"mode\":\"single\"")).isEqualTo("table");
        assertThat(problem(hub.post("/api/v1/migrations", "\"table\":\"nix\""), 400))
                .contains("no table");
        assertThat(problem(hub.post("/api/v1/migrations", "\"table\":\"asked\",\"policy\":\"nix\""), 400))
                .contains("it has default, s3, tiered");
        assertThat(hub.process.get("/api/v1/migrations/nix").statusCode()).isEqualTo(404);
        assertThat(hub.process.get("/api/v1/migrations?stat=x").statusCode()).isEqualTo(400);
        HttpResponse<String> plan =
                hub.post("/api/v1/migrations/plan", "\"table\":\"asked\",\"policy\":\"s3\",\"way\":\"move\"");
        JsonNode table = Problems.json(plan.body()).path("tables").get(0);
        assertThat(table.path("skipped").asText()).contains("has no volume default");
        assertThat(Problems.json(plan.body()).path("partitions").asInt()).isZero();
    }

    private static String field(String more) {
        HttpResponse<String> reply = hub.post("/api/v1/migrations", more);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(400);
        return Problems.json(reply.body()).path("field").asText();
    }

    private static String problem(HttpResponse<String> reply, int status) {
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
        return Problems.json(reply.body()).path("detail").asText();
    }
}
