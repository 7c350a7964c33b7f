package io.caravan.query.view.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import io.caravan.hub.config.HubProperties;
import io.caravan.testing.ClickHouseAddress;
import io.caravan.testing.ClickHouseQuery;
import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

class QueryCommandTest {

    private final ClickHouseAddress address = TestServers.clickhouse();
    private final String database = "command_" + UUID.randomUUID().toString().replace("-", "");
    private final ClickHouseQuery sql = new ClickHouseQuery(address, database);
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path home;

    @BeforeEach
    void create() {
        new ClickHouseQuery(address, "").ask("CREATE DATABASE " + database);
        sql.ask("CREATE TABLE visits (person UInt64, at DateTime) ENGINE = MergeTree ORDER BY at");
    }

    @AfterEach
    void drop() {
        new ClickHouseQuery(address, "").ask("DROP DATABASE " + database + " SYNC");
    }

    @Test
    void checksAllFilesOrOne() throws IOException {
        write("visits", "table: visits\n");
        assertThat(run("--check")).isZero();
        assertThat(out).hasToString("OK: 1 view" + System.lineSeparator());
        write("bad", "table: visits\nfields: [person, att]\nkey: [person]\n");
        assertThat(run("--check")).isEqualTo(1);
        assertThat(out.toString().lines())
                .containsExactly("config/views/bad.yaml:2: no column 'att' in visits (did you mean 'at'?)");
        assertThat(run("--check", "visits")).isZero();
        assertThat(run("--check", "visit")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("no view 'visit' in config/views (did you mean 'visits'?)");
    }

    @Test
    void anAskerIsTheNameOfAKey() throws IOException {
        Files.writeString(
                Files.createDirectories(home.resolve("config")).resolve("api-keys.yaml"),
                "keys:\n  - {name: reports, tenant: '*', scopes: [query], sha256: " + "5e".repeat(32) + "}\n");
        write("visits", "table: visits\naskers: [reports]\n");
        assertThat(run("--check")).isZero();
        write("visits", "table: visits\naskers:\n  - reports\n  - report\n");
        assertThat(run("--check")).isEqualTo(1);
        assertThat(out.toString().strip())
                .isEqualTo("config/views/visits.yaml:4: no key 'report' in the API keys (did you mean 'reports'?)");
    }

    @Test
    void printsThePlanOfAQuestion() throws IOException {
        write("visits", "table: visits\n");
        InputStream terminal = System.in;
        try {
            System.setIn(
                    new ByteArrayInputStream("{\"select\":[\"person\"],\"where\":{\"eq\":{\"person\":7}}}".getBytes()));
            assertThat(run("--sql", "visits")).isZero();
            assertThat(out.toString())
                    .contains(
                            "WHERE `person` = {p1:UInt64}", "-- p1 = 7", "-- person: filtered where the table is read");
            System.setIn(new ByteArrayInputStream("{\"select\":[\"persn\"]}".getBytes()));
            assertThat(run("--sql", "visits")).isEqualTo(1);
            assertThat(err.toString())
                    .isEqualTo("caravan: persn is not known; did you mean person?" + System.lineSeparator());
        } finally {
            System.setIn(terminal);
        }
    }

    @Test
    void draftsAFileThatPassesTheCheck() throws IOException {
        assertThat(run("--generate", database + ".visits")).isZero();
        write("visits", out.toString());
        assertThat(run("--check")).isZero();
        assertThat(run("--generate", "visit")).isEqualTo(1);
        assertThat(err.toString()).startsWith("caravan: no table 'visit' in database " + database + " (did you mean");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void printsStatementsThatRun() throws IOException {
        write("named", "table: visits\nfields: [{who: person}]\n");
        sql.ask("INSERT INTO visits VALUES (7, now())");
        assertThat(run("--ddl", "named")).isZero();
        sql.ask(out.toString());
        assertThat(sql.ask("SELECT who FROM named")).isEqualTo("7");
        write("named", "table: visit\n");
        assertThat(run("--ddl", "named")).isEqualTo(1);
        assertThat(err.toString()).startsWith("config/views/named.yaml:1: no table 'visit'");
    }

    @Test
    void saysWhatIsWanted() {
        assertThat(run()).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("--check").contains("--generate").contains("--ddl");
        assertThat(run("--check", "--ddl", "x")).isEqualTo(CommandLine.ExitCode.USAGE);
    }

    @Test
    void saysWhichClickHouseDoesNotAnswer() throws IOException {
        write("visits", "table: visits\n");
        assertThat(run(Map.of("caravan.clickhouse.url", "http://127.0.0.1:9"), "--check"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("ClickHouse at http://127.0.0.1:9 does not answer");
    }

    private int run(String... arguments) {
        return run(Map.of("caravan.clickhouse.url", address.url()), arguments);
    }

    private int run(Map<String, String> where, String... arguments) {
        var properties = HubProperties.load(home, Map.of(), where)
                .with("caravan.clickhouse.username", address.username())
                .with("caravan.clickhouse.password", address.password())
                .with("caravan.clickhouse.database", database);
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return new CommandLine(new QueryCommand(() -> properties))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private void write(String name, String text) throws IOException {
        Path folder = Files.createDirectories(home.resolve("config/views"));
        Files.writeString(folder.resolve(name + ".yaml"), text);
    }
}
