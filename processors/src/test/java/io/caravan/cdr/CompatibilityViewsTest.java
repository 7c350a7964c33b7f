package io.caravan.cdr;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.cdr.QueryHub.Call;
import io.caravan.testing.ClickHouseQuery;
import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The queries of the older store's reports run unchanged, and find what the nodes replied. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompatibilityViewsTest {

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final String database = "vos_" + UUID.randomUUID().toString().replace("-", "");
    private final ClickHouseQuery reports = new ClickHouseQuery(TestServers.clickhouse(), database);
    private QueryHub data;

    @BeforeAll
    void pull(@TempDir Path home) throws Exception {
        data = new QueryHub(home, 40);
        data.hub
                .process
                .set("caravan.cdr.compatibility.database", database)
                .set("caravan.cdr.statistics.schedule", "0/1 * * * * ?")
                .set("caravan.cdr.statistics.pause", "PT1S");
        // A table of the older store, with rows in it, stands where a view would go.
        reports().ask("CREATE DATABASE " + database);
        reports.ask("CREATE TABLE cdrs_daily_stats ENGINE = Log AS SELECT 42 AS vos_id");
        data.pull();
    }

    private static ClickHouseQuery reports() {
        return new ClickHouseQuery(TestServers.clickhouse(), "");
    }

    @AfterAll
    void end() {
        data.close();
        reports().ask("DROP DATABASE " + database);
    }

    @Test
    void namesAndTypesAreThoseOfTheOlderStore() {
        assertThat(reports.lines("SELECT name || ' ' || type FROM system.columns WHERE database = '" + database
                        + "' AND table = 'cdrs' ORDER BY position"))
                .containsExactly(
                        "id UInt64",
                        "vos_id UInt32",
                        "flow_no String",
                        "account_name String",
                        "account String",
                        "caller_e164 String",
                        "caller_access_e164 String",
                        "callee_e164 String",
                        "callee_access_e164 String",
                        "start DateTime",
                        "stop DateTime",
                        "hold_time UInt32",
                        "fee_time UInt32",
                        "fee Decimal(10, 4)",
                        "end_reason String",
                        "end_direction UInt8",
                        "callee_gateway String",
                        "callee_ip String",
                        "raw String",
                        "created_at DateTime",
                        "updated_at DateTime");
    }

    @Test
    void aPageAndItsCount() {
        LocalDate from = LocalDate.ofInstant(data.now, ZoneOffset.UTC).minusDays(1);
        Call sample = data.calls.stream()
                .filter(call -> call.node() == 1 && within(call, from, from.plusDays(2)))
                .filter(call -> call.text("callerE164").contains("1"))
                .findFirst()
                .orElseThrow();
        String callee = sample.text("calleeAccessE164").substring(0, 3);
        String where = """
                vos_id = 1 AND start >= toDateTime('%s 00:00:00') AND start < toDateTime('%s 00:00:00')\
                 AND account IN (%s) AND caller_e164 LIKE '%%1%%' AND callee_access_e164 LIKE '%%%s%%'""".formatted(from, from.plusDays(2), CdrHub.quoted(sample.text("account")), callee);
        List<Call> expected = data.calls.stream()
                .filter(call -> call.node() == 1 && within(call, from, from.plusDays(2)))
                .filter(call -> call.text("account").equals(sample.text("account")))
                .filter(call -> call.text("callerE164").contains("1")
                        && call.text("calleeAccessE164").contains(callee))
                .sorted(Comparator.comparing(Call::start).reversed())
                .toList();
        assertThat(expected).isNotEmpty();
        assertThat(reports.number("SELECT count() FROM cdrs WHERE " + where)).isEqualTo(expected.size());
        List<String> rows = reports.lines("""
                SELECT
                    flow_no,
                    account_name,
                    account,
                    caller_e164,
                    caller_access_e164,
                    callee_access_e164,
                    callee_gateway,
                    start,
                    stop,
                    hold_time,
                    fee_time,
                    fee,
                    end_direction,
                    end_reason
                FROM cdrs
                WHERE %s
                ORDER BY start DESC
                LIMIT 1000 OFFSET 0
                """.formatted(where));
        assertThat(rows.stream().map(row -> row.split("\t")[0]))
                .containsExactlyInAnyOrderElementsOf(expected.stream()
                        .map(call -> String.valueOf(call.flowNo()))
                        .toList());
        String[] newest = rows.get(0).split("\t");
        Call call = expected.get(0);
        assertThat(newest[7])
                .isEqualTo(SECONDS.format(Instant.ofEpochMilli(call.start()).atZone(ZoneOffset.UTC)));
        assertThat(newest[9]).isEqualTo(call.text("holdTime"));
        assertThat(new BigDecimal(newest[11])).isEqualByComparingTo(fee(call));
        assertThat(newest[13]).isEqualTo(call.text("endReason"));
    }

    @Test
    void theStatisticsOfARange() {
        // Soon after midnight today has no calls yet.
        LocalDate from = LocalDate.ofInstant(data.now, ZoneOffset.UTC).minusDays(1);
        String[] figures = reports.ask("""
                SELECT
                    count() as total_count,
                    sum(hold_time) as total_duration,
                    sum(fee) as total_fee
                FROM cdrs
                WHERE vos_id = 2
                  AND start >= toDateTime('%s 00:00:00')
                  AND start < toDateTime('%s 00:00:00')
                """.formatted(from, from.plusDays(1))).split("\t");
        List<Call> calls = data.calls.stream()
                .filter(call -> call.node() == 2 && within(call, from, from.plusDays(1)))
                .toList();
        assertThat(calls).isNotEmpty();
        assertThat(figures[0]).isEqualTo(String.valueOf(calls.size()));
        assertThat(Long.parseLong(figures[1]))
                .isEqualTo(calls.stream()
                        .mapToLong(call -> call.json().path("holdTime").longValue())
                        .sum());
        assertThat(new BigDecimal(figures[2]))
                .isEqualByComparingTo(
                        calls.stream().map(CompatibilityViewsTest::fee).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    @Test
    void theStatisticsOfAnAccountAreThoseOfItsRecordsOnceEach() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> reports.number("SELECT sum(call_count) FROM cdrs_account_stats") == data.calls.size());
        Map<String, List<Call>> accounts = data.calls.stream()
                .filter(call -> call.node() == 1)
                .collect(Collectors.groupingBy(call -> call.text("account")));
        accounts.forEach((account, calls) -> {
            BigDecimal fee = calls.stream()
                    .map(call -> call.json().path("fee").decimalValue())
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            long last = calls.stream().mapToLong(Call::start).max().orElseThrow();
            assertThat(reports.ask(
                            "SELECT call_count, total_duration, total_fee, last_call_time FROM cdrs_account_stats"
                                    + " WHERE vos_id = 1 AND account = " + CdrHub.quoted(account)))
                    .isEqualTo(String.join(
                            "\t",
                            String.valueOf(calls.size()),
                            String.valueOf(calls.stream()
                                    .mapToLong(
                                            call -> call.json().path("holdTime").longValue())
                                    .sum()),
                            fee.setScale(4, RoundingMode.HALF_UP)
                                    .stripTrailingZeros()
                                    .toPlainString(),
                            SECONDS.format(Instant.ofEpochMilli(last).atZone(ZoneOffset.UTC))));
        });
    }

    @Test
    void aTableOfTheOlderStoreIsNeverTouched() {
        assertThat(reports.ask("SELECT vos_id FROM cdrs_daily_stats")).isEqualTo("42");
        assertThat(data.hub.process.output()).contains("cdrs_daily_stats is a table, so it is left as it is");
    }

    private static boolean within(Call call, LocalDate from, LocalDate to) {
        return call.start() >= from.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli()
                && call.start() < to.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    /** As precise as it was there. */
    private static BigDecimal fee(Call call) {
        return call.json().path("fee").decimalValue().setScale(4, RoundingMode.HALF_UP);
    }
}
