package io.caravan.steps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.testing.BehaviorHub;
import io.caravan.testing.LetterClient;
import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** A hub that is killed while it sends letters again has sent each once, as far as any table can tell. */
class ResendKillTest {

    /** Where what is sent is durable and nobody knows yet, and where all is written down and nobody was told. */
    private static final Map<String, String> PLACES = Map.of(
            "to-user-behaviors-again", "behavior/resend.camel.yaml",
            "to-dead-letter-marks", "hub/dead-letters/change.camel.yaml");

    @Test
    void killedAnywhereAndAskedAgainItChangesNothingMore(@TempDir Path told) throws IOException {
        var files = new StepFiles(told);
        files.write(new StepFiles.Plan(1, Map.of()));
        try (var hub = new BehaviorHub()) {
            hub.process()
                    .withTestClasses()
                    .set("camel.beans.stepParker", "#class:" + StepParker.class.getName())
                    .set("camel.beans.stepParker.folder", told.toString())
                    .set("caravan.behavior.store.duplicate-records", "0")
                    .set("caravan.behavior.intake.actions", "click")
                    .start()
                    .awaitReady();
            var letters = new LetterClient(hub.process());
            reject(hub, "undisturbed");
            reject(hub, "to-user-behaviors-again");
            reject(hub, "to-dead-letter-marks");
            letters.await("reason=unknown_action", found -> found.size() == 3);
            hub.process().set("caravan.behavior.intake.actions", "click,warp").stop();
            hub.process().start().awaitReady();
            letters.tell("resend", body(letters, "undisturbed"));

            int generation = 2;
            for (String step : PLACES.keySet()) {
                String body = body(letters, step);
                files.write(new StepFiles.Plan(generation++, Map.of(StepParker.NO_NODE, place(files, step))));
                assertThatThrownBy(() -> letters.tell("resend", body)).isInstanceOf(UncheckedIOException.class);
                assertThat(hub.process().awaitExit()).isEqualTo(137);
                files.write(new StepFiles.Plan(generation++, Map.of()));
                hub.process().start().awaitReady();
                for (int i = 0; i < 2; i++) {
                    assertThat(letters.tell("resend", body).path("count").intValue())
                            .isEqualTo(1);
                }
            }

            await("all is stored").atMost(Duration.ofSeconds(60)).until(hub::done);
            assertThat(hub.sql().lines("SELECT event_id FROM user_behaviors WHERE action_type = 'warp'"))
                    .containsExactlyInAnyOrder("undisturbed", "to-user-behaviors-again", "to-dead-letter-marks");
            assertThat(hub.sql().number("SELECT sum(events) FROM behavior_action_hour WHERE action_type = 'warp'"))
                    .isEqualTo(3);
            assertThat(letters.all("state=resent", 100)).hasSize(3);
        }
    }

    private static void reject(BehaviorHub hub, String id) {
        String event = """
                {"event_id":"%s","tenant_id":"t","scenario_id":"s","user_id":"u","item_id":"i","action_type":"warp","timestamp":%d}""".formatted(id, Instant.now().toEpochMilli());
        assertThat(hub.process().post("/api/v1/behaviors", event).statusCode()).isEqualTo(422);
    }

    private static String body(LetterClient letters, String event) {
        String id = letters.all("reason=unknown_action", 100).stream()
                .map(letter -> letters.one(letter.path("id").textValue()))
                .filter(letter -> letter.path("text").textValue().contains("\"" + event + "\""))
                .findFirst()
                .orElseThrow()
                .path("id")
                .textValue();
        return "{\"ids\":[\"" + id + "\"]}";
    }

    /** The step of that id, which has run before: the last one that begins not after the line with the id. */
    private static Step place(StepFiles files, String id) throws IOException {
        String file = PLACES.get(id);
        List<String> lines = Files.readAllLines(TestServers.home().resolve("routes/" + file));
        int line = 1;
        while (!lines.get(line - 1).strip().equals("id: " + id)) {
            line++;
        }
        String name =
                Path.of(file).getParent().getFileName() + "/" + Path.of(file).getFileName() + ":";
        for (int candidate = line; candidate > line - 3; candidate--) {
            var step = new Step(name + candidate);
            if (files.events().stream()
                    .anyMatch(event ->
                            event.what().equals(StepFiles.RAN) && event.step().equals(step))) {
                return step;
            }
        }
        throw new IllegalStateException("no step " + id + " has run in " + file);
    }
}
