package io.caravan.cdr;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.caravan.cdr.CdrHub.Stored;
import io.caravan.embedded.vos.SimulatorConfig;
import io.caravan.embedded.vos.VosSimulator;
import io.caravan.embedded.vos.server.RequestStats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What is stored is what the nodes have: two zones, accounts of all kinds of names, today and yesterday. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PullTest {

    private static final String[] NAMES = {"shanghai", "berlin"};
    private static final ZoneId[] ZONES = {ZoneId.of("Asia/Shanghai"), ZoneId.of("Europe/Berlin")};
    private static final int WINDOWS = 8 * 2;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private VosSimulator simulator;
    private List<RequestStats> stats;
    private CdrHub hub;

    @BeforeAll
    void pull(@TempDir Path home) throws Exception {
        simulator = VosSimulator.start(SimulatorConfig.ofSeed(7)
                .withKnobs(Map.of("now", now.toString(), "recordsPerAccountDay", 120, "latencyMs", 5)));
        hub = new CdrHub(home)
                .node("shanghai", simulator.baseUrl("shanghai"), "Asia/Shanghai")
                .node("berlin", simulator.baseUrl("berlin"), "Europe/Berlin");
        hub.process.set("caravan.cdr.pull.refresh", "PT4S");
        hub.start();
        hub.awaitDone(1, WINDOWS);
        hub.awaitDone(2, WINDOWS);
        // Before other tests ask the nodes too.
        stats = Stream.of(NAMES).map(simulator::requests).toList();
    }

    @AfterAll
    void end() {
        hub.close();
        simulator.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void everyWindowHasTheRecordsFeeAndTalkTimeOfTheNode(int node) {
        String name = NAMES[node - 1];
        List<String> accounts = new VosAnswers(simulator.baseUrl(name)).accounts();
        assertThat(accounts).contains("100% VoIP #8").anyMatch(account -> account.startsWith("上海"));
        for (String account : accounts) {
            for (LocalDate day : days(node)) {
                assertThat(hub.stored(node, account, day))
                        .as("%s %s %s", name, account, day)
                        .isEqualTo(Stored.of(simulator.truth(name, account, day, day)));
            }
        }
        assertThat(hub.claimed(node)).isEqualTo(hub.stored(node));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void everyFieldIsStoredAsItWasSentAndTheRecordByteForByte(int node) {
        VosAnswers vos = new VosAnswers(simulator.baseUrl(NAMES[node - 1]));
        for (String account : vos.accounts()) {
            for (LocalDate day : days(node)) {
                byte[] reply = vos.reply(account, day);
                Map<Long, JsonNode> rows = rows(node, account, day);
                String records = Stream.of(VosAnswers.parsed(reply).path("infoCdrs"))
                        .flatMap(PullTest::elements)
                        .map(record -> {
                            JsonNode row = rows.remove(record.get("flowNo").longValue());
                            StoredRow.assertEqual(row, record, ZONES[node - 1]);
                            return row.get("raw").textValue();
                        })
                        .collect(Collectors.joining(","));
                assertThat(rows).as("records that the node does not have").isEmpty();
                assertThat(new String(reply, StandardCharsets.UTF_8))
                        .isEqualTo("{\"retCode\":0,\"infoCdrs\":[" + records + "]}");
            }
        }
    }

    @Test
    void nodesShareFlowNumbersAndLoseNothing() {
        String shared = hub.sql.ask("SELECT count() FROM cdr_current WHERE node_id = 1"
                + " AND flow_no IN (SELECT flow_no FROM cdr_current WHERE node_id = 2)");
        assertThat(Long.parseLong(shared)).isPositive();
    }

    @Test
    void aNodeGetsOneCallAtATime() {
        assertThat(stats).allSatisfy(node -> {
            assertThat(node.count()).isGreaterThan(WINDOWS);
            assertThat(node.concurrentMax()).isEqualTo(1);
        });
    }

    @Test
    void todayIsPulledAgainAndYesterdayIsSettled() {
        LocalDate today = days(2).get(0);
        Map<LocalDate, List<String>> before = pulledAtByDay();
        await().until(() -> pulledAtByDay().get(today).stream().noneMatch(before.get(today)::contains));
        assertThat(hub.windows(2))
                .allSatisfy(window -> assertThat(window.get("settled").booleanValue())
                        .isEqualTo(!window.get("day").textValue().equals(today.toString())));
        assertThat(pulledAtByDay().get(today.minusDays(1))).isEqualTo(before.get(today.minusDays(1)));
        assertThat(hub.stored(2)).isEqualTo(Stored.of(simulator.truth("berlin", today.minusDays(1), today)));
    }

    @Test
    void readersGetTheNewestRecordsWithTimesThatHaveAnOffset() {
        LocalDate day = days(1).get(1);
        String account = "100% VoIP #8";
        JsonNode answer = hub.process.getJson(
                "/api/v1/cdrs?node=1&limit=2&account=100%25%20VoIP%20%238&from=" + day + "&to=" + day);
        List<JsonNode> newest = elements(
                        VosAnswers.parsed(new VosAnswers(simulator.baseUrl("shanghai")).reply(account, day))
                                .path("infoCdrs"))
                .sorted((a, b) ->
                        Long.compare(b.get("start").longValue(), a.get("start").longValue()))
                .limit(2)
                .toList();
        assertThat(answer.get("count").intValue()).isEqualTo(2);
        for (int i = 0; i < 2; i++) {
            JsonNode row = answer.get("cdrs").get(i);
            JsonNode sent = newest.get(i);
            assertThat(row.get("flowNo")).isEqualTo(sent.get("flowNo"));
            assertThat(row.get("account").textValue()).isEqualTo(account);
            assertThat(row.get("start").textValue()).endsWith("+08:00");
            assertThat(OffsetDateTime.parse(row.get("start").textValue())
                            .toInstant()
                            .toEpochMilli())
                    .isEqualTo(sent.get("start").longValue());
            assertThat(row.get("fee").decimalValue())
                    .isEqualByComparingTo(sent.get("fee").decimalValue());
            assertThat(row.get("holdTime")).isEqualTo(sent.get("holdTime"));
            assertThat(row.get("endReason")).isEqualTo(sent.get("endReason"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"'%20OR%201=1--", "%25", "\\", "{node:UInt32}", "$%7Bbody%7D", "100%25%20VoIP"})
    void anAccountIsOnlyAValue(String account) {
        JsonNode answer = hub.process.getJson("/api/v1/cdrs?node=1&account="
                + account.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C"));
        assertThat(answer.path("count").intValue()).isZero();
        assertThat(answer.path("cdrs").isArray()).isTrue();
    }

    @Test
    void windowsAreFilteredByNodeDayAndState() {
        LocalDate yesterday = days(1).get(1);
        assertThat(count("node=1")).isEqualTo(WINDOWS);
        assertThat(count("node=1&from=" + yesterday + "&to=" + yesterday)).isEqualTo(8);
        assertThat(count("node=1&state=failed")).isZero();
        assertThat(count("node=99")).isZero();
        assertThat(count("limit=3")).isEqualTo(3);
    }

    private int count(String query) {
        JsonNode answer = hub.process.getJson("/api/v1/cdrs/windows?" + query);
        assertThat(answer.path("windows")).hasSize(answer.path("count").intValue());
        return answer.path("count").intValue();
    }

    /** Today and yesterday where the node is. */
    private List<LocalDate> days(int node) {
        LocalDate today = LocalDate.ofInstant(now, ZONES[node - 1]);
        return List.of(today, today.minusDays(1));
    }

    private Map<LocalDate, List<String>> pulledAtByDay() {
        return hub.windows(2).stream()
                .collect(Collectors.groupingBy(
                        window -> LocalDate.parse(window.get("day").textValue()),
                        Collectors.mapping(window -> window.get("pulledAt").textValue(), Collectors.toList())));
    }

    private Map<Long, JsonNode> rows(int node, String account, LocalDate day) {
        return hub
                .sql
                .rows("SELECT * EXCEPT (start_time, stop_time), toUnixTimestamp64Milli(start_time) AS start_time,"
                        + " toUnixTimestamp64Milli(stop_time) AS stop_time FROM cdr_current WHERE node_id = " + node
                        + " AND account = " + CdrHub.quoted(account) + " AND day = '" + day + "'")
                .stream()
                .collect(
                        Collectors.toMap(row -> row.get("flow_no").longValue(), row -> row, (a, b) -> b, HashMap::new));
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
