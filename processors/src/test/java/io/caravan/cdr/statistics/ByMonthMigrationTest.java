package io.caravan.cdr.statistics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.caravan.testing.ClickHouseQuery;
import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/** Statistics that lay together by day are carried over by month, also those of records that are long gone. */
class ByMonthMigrationTest {

    private static final Path SCRIPTS = TestServers.home().resolve("sql/clickhouse");
    private static final String ROWS = "SELECT * FROM %s ORDER BY ALL";

    private final String database = "by_month_" + UUID.randomUUID().toString().replace("-", "");
    private final ClickHouseQuery sql = new ClickHouseQuery(TestServers.clickhouse(), database);

    @AfterEach
    void end() {
        sql.ask("DROP DATABASE " + database + " SYNC");
    }

    @Test
    void everyRowIsCarriedOverOnceHoweverOftenItIsDone() throws IOException {
        new ClickHouseQuery(TestServers.clickhouse(), "").ask("CREATE DATABASE " + database);
        statements("V1__call_records.sql").forEach(sql::ask);
        statements("V3__cdr_reconciliation.sql").forEach(sql::ask);
        statements("V4__cdr_statistics.sql").forEach(sql::ask);
        // More months of nodes than one insert may make parts by default.
        for (int node = 1; node <= 70; node++) {
            sql.ask("INSERT INTO cdr_statistics_day SELECT " + node + ", toDate('2026-09-29') + intDiv(number, 4),"
                    + " concat('a', toString(number % 2)), '', concat('out', toString(number % 4)), 1 + number, number, 60,"
                    + " 66, 0.25, 0.125, '2026-10-01 12:00:00', 7, '2026-10-02 00:00:00' FROM numbers(16)");
        }
        sql.ask("INSERT INTO cdr_statistics_day (node_id, day, version) VALUES (1, '2026-12-24', 8)");
        String days = sql.ask(ROWS.formatted("cdr_days"));
        String versions = "SELECT node_id, day, min(version), max(version), max(computed_at) FROM cdr_statistics_day"
                + " GROUP BY node_id, day ORDER BY ALL";
        String known = sql.ask(versions);

        List<String> migration = statements("V11__cdr_statistics_by_month.sql");
        for (int times = 0; times < 2; times++) {
            for (String statement : migration) {
                sql.ask(statement);
            }
            assertThat(sql.ask(ROWS.formatted("cdr_days"))).isEqualTo(days);
            assertThat(sql.ask(versions)).isEqualTo(known);
            assertThat(sql.lines("SELECT level, count(), sum(calls), sum(fee) FROM cdr_statistics_day WHERE calls > 0"
                            + " GROUP BY level ORDER BY level"))
                    .containsExactly("gateways\t1120\t9520\t280", "account\t560\t9520\t280", "node\t280\t9520\t280");
            assertThat(sql.lines("SELECT level, account, calls FROM cdr_statistics_day WHERE day = '2026-12-24'"
                            + " ORDER BY level"))
                    .containsExactly("gateways\t\t0", "account\t\t0", "node\t\t0");
        }
    }

    private static List<String> statements(String file) throws IOException {
        String script = Files.readString(SCRIPTS.resolve(file)).replaceAll("(?m)^--.*$", "");
        return Stream.of(script.split(";\\s*\n"))
                .filter(statement -> !statement.isBlank())
                .toList();
    }
}
