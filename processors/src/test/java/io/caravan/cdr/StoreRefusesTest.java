package io.caravan.cdr;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.cdr.CdrHub.Stored;
import io.caravan.embedded.vos.SimulatorConfig;
import io.caravan.embedded.vos.VosSimulator;
import io.caravan.embedded.vos.calls.VosNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A store that refuses records is told by the ledger, in the store's words, and nothing is lost by it. */
class StoreRefusesTest {

    private static final int ACCOUNTS = 2;

    private final ZoneOffset zone =
            ZoneOffset.ofHours(12 - Instant.now().atZone(ZoneOffset.UTC).getHour());
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final LocalDate today = LocalDate.ofInstant(now, zone);

    @Test
    void theLedgerSaysWhyAndTheRecordsComeLater(@TempDir Path home) throws Exception {
        try (VosSimulator simulator = VosSimulator.start(SimulatorConfig.ofSeed(23)
                        .withNodes(new VosNode("noon", zone, 5, ACCOUNTS))
                        .withKnobs(Map.of("now", now.toString(), "recordsPerAccountDay", 40)));
                CdrHub hub = new CdrHub(home).node("noon", simulator.baseUrl("noon"), zone.getId())) {
            hub.process.set("caravan.cdr.pull.refresh", "PT1S").set("caravan.cdr.pull.days-back", "0");
            hub.start();
            hub.awaitDone(1, ACCOUNTS);

            hub.sql.ask("ALTER TABLE cdr ADD CONSTRAINT closed CHECK flow_no < 0");
            simulator.knobs(Map.of("revision", 1, "correctedShare", 0.5));
            await("failed windows")
                    .until(() -> hub.sql.number("SELECT count() FROM cdr_ledger FINAL WHERE account != '*'"
                                    + " AND state = 'failed' AND error LIKE '%VIOLATED_CONSTRAINT%'")
                            == ACCOUNTS);

            hub.sql.ask("ALTER TABLE cdr DROP CONSTRAINT closed");
            hub.sql.ask(
                    "ALTER TABLE cdr_ledger UPDATE next_at = now() WHERE state = 'failed' SETTINGS mutations_sync = 2");
            Stored truth = Stored.of(simulator.truth("noon", today, today));
            await("stored").untilAsserted(() -> assertThat(hub.stored(1)).isEqualTo(truth));
        }
    }
}
