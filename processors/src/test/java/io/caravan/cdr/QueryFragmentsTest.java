package io.caravan.cdr;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Fragments of numbers: every character stands for itself, only the newest version of a record is found, and by an index. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryFragmentsTest {

    private static final List<String> AWKWARD = List.of(
            "%",
            "%%%%",
            "_",
            "____",
            "\\",
            "\\\\",
            "'",
            "\\'",
            "''",
            "\"",
            "`",
            "\\%",
            "\\_",
            "%_",
            "' OR 1=1 --",
            "x'; DROP TABLE cdr; --",
            "{caller:String}",
            "{{caravan.clickhouse.password}}",
            "${body}",
            "$simple{body}",
            "%27",
            "+",
            " & ",
            "?a=b",
            "#",
            "\\N",
            "\\x41",
            "号码",
            "😀",
            "İ",
            ";",
            "/*",
            "*/");
    private static final int MANY = 400_000;

    private CdrHub hub;
    private int flowNo;

    @BeforeAll
    void start(@TempDir Path home) {
        hub = new CdrHub(home).node("still", "http://127.0.0.1:9", "Asia/Shanghai", "enabled: false");
        hub.start();
        hub.process.awaitReady();
        hub.sql.ask("SYSTEM STOP MERGES cdr");
        hub.sql.ask("INSERT INTO cdr (node_id, day, flow_no, start_time, caller_e164, caller_access_e164, callee_e164,"
                + " callee_access_e164, run_id, version) SELECT 1, toDate('2026-01-01') + number % 50, 1000000 + number,"
                + " toDateTime64('2026-01-01 12:00:00', 3, 'UTC') + toIntervalDay(number % 50),"
                + " toString(13000000000 + number), toString(13000000000 + number), '222' || toString(cityHash64(number)),"
                + " toString(cityHash64(number)), generateUUIDv4(), 1 FROM numbers(" + MANY + ")");
        for (String text : AWKWARD) {
            store(record(text, "ab" + text + "cd", 1));
        }
    }

    @AfterAll
    void end() {
        hub.close();
    }

    static Stream<String> awkward() {
        return AWKWARD.stream();
    }

    @ParameterizedTest
    @MethodSource("awkward")
    void everyCharacterStandsForItself(String text) {
        for (String name : List.of("caller", "callee", "number")) {
            assertThat(accounts(name, "ab" + text + "cd")).as(name).containsExactly(text);
            assertThat(accounts(name, text, "from", "2026-03-01", "to", "2026-03-01"))
                    .as(name)
                    .containsExactlyElementsOf(AWKWARD.stream()
                            .filter(other -> ("ab" + other + "cd").contains(text))
                            .sorted()
                            .toList());
        }
        for (String name : List.of("account", "callerGateway", "calleeGateway")) {
            assertThat(accounts(name, text, "from", "2026-03-01", "to", "2026-03-01"))
                    .as(name)
                    .containsExactly(text);
        }
    }

    @Test
    void aRecordIsFoundByItsNewestVersionOnlyEvenBeforeTheServerHasMergedThem() {
        store(record("moved", "corrected1112223", 1));
        assertThat(accounts("number", "corrected1112223")).containsExactly("moved");
        flowNo--;
        store(record("moved again", "corrected9998887", 2));
        assertThat(hub.sql.number("SELECT count() FROM cdr WHERE flow_no = " + flowNo))
                .isEqualTo(2);
        assertThat(accounts("number", "corrected1112223")).isEmpty();
        assertThat(accounts("caller", "1112223")).isEmpty();
        assertThat(accounts("callee", "corrected")).containsExactly("moved again");
        assertThat(accounts("account", "moved", "from", "2026-03-01", "to", "2026-03-01"))
                .isEmpty();
    }

    @Test
    void aRecordThatWasDeletedIsFoundNoMore() {
        store(record("gone", "vanished4445556", 1));
        hub.sql.ask("INSERT INTO cdr SELECT * REPLACE (true AS deleted, 2 AS version) FROM cdr WHERE account = 'gone'");
        assertThat(accounts("number", "vanished4445556")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"caller", "callee", "number"})
    void aFragmentOfAllTimeReadsASmallPartOfTheRecords(String name) {
        String number = name.equals("caller")
                ? "3000123456"
                : hub.sql.ask("SELECT substring(callee_access_e164, 4, 10) FROM cdr WHERE flow_no = 1123456");
        JsonNode answer = ask(name, number, "fields", "flowNo,callerE164");
        assertThat(answer.path("cdrs").findValuesAsText("flowNo")).containsExactly("1123456");
        hub.sql.ask("SYSTEM FLUSH LOGS query_log");
        long read = hub.sql.number("SELECT max(read_rows) FROM system.query_log WHERE type = 'QueryFinish'"
                + " AND has(databases, currentDatabase()) AND startsWith(query, 'SELECT flow_no AS flowNo, caller_e164')"
                + " AND event_time > now() - 60");
        assertThat(read).isPositive().isLessThan(MANY / 4);
    }

    private List<String> accounts(String... query) {
        List<String> accounts = new ArrayList<>();
        ask(query)
                .path("cdrs")
                .forEach(record -> accounts.add(record.path("account").textValue()));
        accounts.sort(null);
        return accounts;
    }

    private JsonNode ask(String... query) {
        return hub.process.getJson(QueryHub.path("/api/v1/cdrs", query));
    }

    private Map<String, Object> record(String account, String number, int version) {
        flowNo++;
        return Map.ofEntries(
                Map.entry("node_id", 1),
                Map.entry("day", "2026-03-01"),
                Map.entry("flow_no", flowNo),
                Map.entry("start_time", "2026-03-01 03:00:00.000"),
                Map.entry("account", account),
                Map.entry("caller_e164", number),
                Map.entry("callee_access_e164", number),
                Map.entry("caller_gateway", account),
                Map.entry("callee_gateway", account),
                Map.entry("run_id", UUID.randomUUID().toString()),
                Map.entry("version", version));
    }

    private void store(Map<String, Object> record) {
        byte[] row = VosAnswers.JSON.valueToTree(record).toString().getBytes(StandardCharsets.UTF_8);
        hub.sql.insert("INSERT INTO cdr FORMAT JSONEachRow", row);
    }
}
