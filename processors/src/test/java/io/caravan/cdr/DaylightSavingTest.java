package io.caravan.cdr;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.caravan.embedded.vos.SimulatorConfig;
import io.caravan.embedded.vos.VosSimulator;
import io.caravan.embedded.vos.calls.Truth;
import io.caravan.testing.ClickHouseQuery;
import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/** Days of 23 and 25 hours and their neighbours: every call belongs to one day, that of the node's wall clock. */
class DaylightSavingTest {

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin,       2026-03-29",
        "Europe/Berlin,       2026-10-25",
        "Asia/Shanghai,       2026-10-25",
        "Australia/Lord_Howe, 2026-04-05"
    })
    void theCallsOfADayAreStoredUnderIt(ZoneId zone, LocalDate day) throws Exception {
        String name = "dst_" + UUID.randomUUID().toString().replace("-", "");
        ClickHouseQuery sql = new ClickHouseQuery(TestServers.clickhouse(), "");
        sql.ask("CREATE DATABASE " + name);
        ClickHouseQuery store = new ClickHouseQuery(TestServers.clickhouse(), name);
        store.ask(Files.readString(TestServers.home().resolve("sql/clickhouse/V1__call_records.sql"))
                .split(";\\n")[0]);
        try (VosSimulator simulator = VosSimulator.start(SimulatorConfig.ofSeed(1)
                .withNodes(new io.caravan.embedded.vos.calls.VosNode("dst", zone, 23, 2))
                .withKnob("now", "2026-12-01T00:00:00Z"))) {
            for (LocalDate asked : List.of(day.minusDays(1), day, day.plusDays(1))) {
                pull(simulator, zone, asked, store);
            }
            for (LocalDate asked : List.of(day.minusDays(1), day, day.plusDays(1))) {
                Truth truth = simulator.truth("dst", asked, asked);
                JsonNode row = store.rows(
                                "SELECT count() AS records, sum(fee) AS fee FROM cdr FINAL WHERE day = '" + asked + "'")
                        .get(0);
                assertThat(row.get("records").longValue()).isEqualTo(truth.records());
                assertThat(row.get("fee").decimalValue()).isEqualByComparingTo(truth.fee());
            }
        } finally {
            sql.ask("DROP DATABASE " + name);
        }
    }

    private static void pull(VosSimulator simulator, ZoneId zone, LocalDate day, ClickHouseQuery store)
            throws Exception {
        VosAnswers vos = new VosAnswers(simulator.baseUrl("dst"));
        for (String account : vos.accounts()) {
            Window window = Window.first(Samples.node(zone.getId()), account, day);
            WindowPull pull = Samples.pull(Samples.run(Instant.now().toString()), window);
            CdrReply reply =
                    pull.reply(new ByteArrayInputStream(vos.reply(account, day)), 100, Samples.room(), () -> {});
            reply.forEachRemaining(batch -> {
                if (batch.rows() > 0) {
                    store.insertLz4("INSERT INTO cdr FORMAT Native", batch.body());
                }
            });
            assertThat(pull.of(window).otherDays()).isZero();
        }
    }
}
