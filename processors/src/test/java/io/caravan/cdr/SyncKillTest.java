package io.caravan.cdr;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.cdr.CdrHub.Stored;
import io.caravan.embedded.vos.SimulatorConfig;
import io.caravan.embedded.vos.VosSimulator;
import io.caravan.embedded.vos.calls.VosNode;
import io.caravan.testing.KillLoop;

import static org.assertj.core.api.Assertions.assertThat;

/** A hub that is killed in the middle of a backfill goes on with it: nothing is lost, nothing is doubled. */
class SyncKillTest {

    private static final int ACCOUNTS = 5;
    private static final int DAYS = 6;

    private final ZoneOffset zone =
            ZoneOffset.ofHours(12 - Instant.now().atZone(ZoneOffset.UTC).getHour());
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final LocalDate to = LocalDate.ofInstant(now, zone).minusDays(10);
    private final LocalDate from = to.minusDays(DAYS - 1);

    @Test
    void aBackfillSurvivesKills(@TempDir Path home) throws Exception {
        try (VosSimulator simulator = VosSimulator.start(SimulatorConfig.ofSeed(29)
                        .withNodes(new VosNode("noon", zone, 37, ACCOUNTS))
                        .withKnobs(Map.of(
                                "now",
                                now.toString(),
                                "recordsPerAccountDay",
                                200,
                                "duplicateShare",
                                0.02,
                                "latencyMs",
                                60)));
                CdrHub hub = new CdrHub(home).node("noon", simulator.baseUrl("noon"), zone.getId())) {
            hub.process.set("caravan.cdr.pull.refresh", "PT1H").set("caravan.cdr.store.batch-rows", "50");
            hub.start();
            hub.awaitDone(1, ACCOUNTS * 2);
            SyncClient client = new SyncClient(hub);
            String id = client.create(SyncClient.body(1, from, to));
            hub.process.kill();

            KillLoop.Victim victim = new KillLoop.Victim() {
                @Override
                public void start() {
                    hub.process.start();
                }

                @Override
                public void kill() {
                    hub.process.kill();
                }
            };
            new KillLoop(3, 6, Duration.ofMillis(90))
                    .run(2, victim, () -> simulator.requests("noon", "GetCdr").count());
            hub.start();
            JsonNode killed = client.status(id);
            assertThat(killed.path("state").textValue()).isEqualTo("running");
            assertThat(killed.at("/windows/done").intValue()).isBetween(1, ACCOUNTS * DAYS - 1);

            JsonNode done = client.awaitState(id, "done");

            Stored truth = Stored.of(simulator.truth("noon", from, to));
            assertThat(client.stored(1, from, to)).isEqualTo(truth);
            assertThat(done.path("records").longValue()).isEqualTo(truth.records());
            assertThat(done.path("fee").decimalValue()).isEqualByComparingTo(truth.fee());
            assertThat(simulator.requests("noon").concurrentMax()).isEqualTo(1);
        }
    }
}
