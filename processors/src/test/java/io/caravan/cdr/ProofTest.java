package io.caravan.cdr;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.clickhouse.Fingerprint;
import io.caravan.embedded.vos.SimulatorConfig;
import io.caravan.embedded.vos.VosSimulator;
import io.caravan.embedded.vos.calls.Truth;
import io.caravan.embedded.vos.calls.VosNode;
import io.caravan.testing.Problems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Days on which two zones change their clocks are pulled again and again, while records come late, are corrected and
 * repeated, and every other reply fails in some way: what is stored is what the nodes have, to the last cent.
 */
class ProofTest {

    private static final int ACCOUNTS = 3;
    private static final List<VosNode> NODES = List.of(
            new VosNode("berlin", ZoneId.of("Europe/Berlin"), 41, ACCOUNTS),
            new VosNode("new-york", ZoneId.of("America/New_York"), 42, ACCOUNTS));
    /** The middle ones have 25 hours. */
    private static final List<List<LocalDate>> DAYS =
            List.of(days("2026-10-24", "2026-10-25", "2026-10-26"), days("2026-10-31", "2026-11-01", "2026-11-02"));

    private static final Map<String, Object> FAULTS =
            Map.of("errorRate", 0.15, "httpErrorRate", 0.1, "dropRate", 0.1, "truncateRate", 0.1);

    private final Map<String, String> newest = new HashMap<>();
    private final Set<String> changes = new HashSet<>();

    @Test
    void whatTheNodesHaveIsWhatIsStored(@TempDir Path home) throws Exception {
        SimulatorConfig config = SimulatorConfig.ofSeed(8)
                .withNodes(NODES.toArray(VosNode[]::new))
                .withKnobs(Map.of("now", "2026-11-15T12:00:00Z", "recordsPerAccountDay", 150, "duplicateShare", 0.05));
        try (VosSimulator simulator = VosSimulator.start(config);
                CdrHub hub = new CdrHub(home)
                        .node("berlin", simulator.baseUrl("berlin"), "Europe/Berlin")
                        .node("new-york", simulator.baseUrl("new-york"), "America/New_York")) {
            hub.process.set("caravan.cdr.store.batch-rows", "40").set("caravan.cdr.sync.turn", "PT20S");
            hub.start();
            SyncClient client = new SyncClient(hub);
            for (int revision = 0; revision < 4; revision++) {
                simulator.knobs(Map.of("revision", revision, "lateShare", 0.1, "correctedShare", 0.2));
                simulator.knobs(none(FAULTS));
                expectChanges(simulator, revision);
                simulator.knobs(FAULTS);
                for (int node = 1; node <= NODES.size(); node++) {
                    List<LocalDate> days = DAYS.get(node - 1);
                    String id = client.create(SyncClient.body(node, days.get(0), days.get(2)));
                    client.awaitState(id, "done");
                }
            }
            assertThat(changes).hasSizeGreaterThan(100);
            simulator.knobs(none(FAULTS));
            for (int node = 1; node <= NODES.size(); node++) {
                assertNode(hub, node, simulator);
            }
            assertThat(hub.sql.ask("SELECT groupArray(concat(toString(node_id), '/', toString(flow_no), '/',"
                            + " toString(kind), '/', toString(fingerprint)))"
                            + " FROM cdr_changes FINAL WHERE day < '2026-11-10' FORMAT JSONCompactEachRow"))
                    .satisfies(found ->
                            assertThat(texts(Problems.json(found).path(0))).isEqualTo(changes));
        }
    }

    private void assertNode(CdrHub hub, int node, VosSimulator simulator) {
        for (LocalDate day : DAYS.get(node - 1)) {
            Truth truth = simulator.truth(NODES.get(node - 1).name(), day, day);
            String where = " WHERE node_id = " + node + " AND day = '" + day + "'";
            assertThat(figures(hub, "count()", "cdr_current" + where)).isEqualTo(CdrHub.Stored.of(truth));
            assertThat(figures(hub, "sum(records)", "cdr_ledger FINAL" + where + " AND account != '*'"))
                    .isEqualTo(CdrHub.Stored.of(truth));
            await("statistics of " + day).atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                            figures(hub, "sum(calls)", "cdr_days" + where))
                    .isEqualTo(CdrHub.Stored.of(truth)));
            assertThat(hub.process
                            .getJson("/api/v1/cdrs/reconciliation?node=" + node + "&day=" + day)
                            .at("/totals/0/windows/equal")
                            .intValue())
                    .isEqualTo(ACCOUNTS);
        }
    }

    private static CdrHub.Stored figures(CdrHub hub, String records, String from) {
        return CdrHub.Stored.of(hub.sql
                .rows("SELECT " + records + " AS records, sum(fee) AS fee, sum(hold_time) AS hold_time FROM " + from)
                .get(0));
    }

    /** From what the nodes reply in this revision, and replied in the one before. */
    private void expectChanges(VosSimulator simulator, int revision) {
        for (int node = 1; node <= NODES.size(); node++) {
            VosAnswers vos =
                    new VosAnswers(simulator.baseUrl(NODES.get(node - 1).name()));
            for (String account : vos.accounts()) {
                for (LocalDate day : DAYS.get(node - 1)) {
                    for (JsonNode record :
                            VosAnswers.parsed(vos.reply(account, day)).path("infoCdrs")) {
                        expectChange(node, record, revision);
                    }
                }
            }
        }
    }

    private void expectChange(int node, JsonNode record, int revision) {
        String key = node + "/" + record.path("flowNo").longValue();
        String raw = record.toString();
        String before = newest.put(key, raw);
        if (revision > 0 && !raw.equals(before)) {
            byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
            String kind = before == null ? "late" : "changed";
            changes.add(key + "/" + kind + "/" + Long.toUnsignedString(Fingerprint.of(bytes, 0, bytes.length)));
        }
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new HashSet<>();
        array.forEach(text -> texts.add(text.textValue()));
        return texts;
    }

    private static Map<String, Object> none(Map<String, Object> knobs) {
        Map<String, Object> none = new HashMap<>();
        knobs.keySet().forEach(knob -> none.put(knob, null));
        return none;
    }

    private static List<LocalDate> days(String... days) {
        return List.of(days).stream().map(LocalDate::parse).toList();
    }
}
