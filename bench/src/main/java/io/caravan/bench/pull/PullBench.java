package io.caravan.bench.pull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import io.caravan.bench.BenchCommand;
import io.caravan.bench.Run;
import io.caravan.bench.load.Vos;
import io.caravan.bench.report.Figures;
import io.caravan.bench.report.Table;
import io.caravan.bench.stack.Hub;
import io.caravan.bench.stack.Memory;
import io.caravan.bench.stack.Project;
import io.caravan.bench.stack.Servers;
import io.caravan.bench.stack.Sql;
import io.caravan.bench.stack.Wait;

/** How fast a huge account's days get from a node into ClickHouse. */
@Command(
        name = "pull",
        description =
                "Measures a VOS reply to ClickHouse against the server's raw insert rate and Python with its driver.")
public final class PullBench extends BenchCommand {

    private static final String NODE = "bench";
    private static final String ACCOUNT = "wholesale-huge";
    private static final Duration LIMIT = Duration.ofMinutes(5);
    /** The ledger tells the moments; who asks it often slows the server down. */
    private static final Duration POLL = Duration.ofMillis(250);

    private static final int REPEATS = 3;

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "200000",
            description = "Call records in a day of the account (default: ${DEFAULT-VALUE}).")
    private int records;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "5",
            description = "Days that count, beside today and a day that warm up (default: ${DEFAULT-VALUE}).")
    private int days;

    @Option(
            names = "--python",
            paramLabel = "COMMAND",
            defaultValue = "python3",
            description = "Python to compare with, or none (default: ${DEFAULT-VALUE}).")
    private String python;

    @Override
    protected void measure(Run run) throws Exception {
        // Today as far as the node is concerned ends now, so that its truth stands still.
        Instant now = Instant.now();
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        // Beside those that count: today, which may have just begun, and one to warm up.
        LocalDate first = today.minusDays(days + 1L);
        Servers servers = Servers.start(
                run,
                Map.of(
                        "nodes",
                        NODE,
                        "node." + NODE + ".zone",
                        "UTC",
                        "recordsPerAccountDay",
                        "0",
                        "hugeAccountRecords",
                        String.valueOf(records),
                        "now",
                        now.toString()));
        var vos = new Vos(servers.vosUrl());
        Vos.Truth truth = vos.truth(NODE, first, today);
        Path replies = Files.createDirectories(run.folder().resolve("replies"));
        List<LocalDate> wanted = first.datesUntil(today.plusDays(1)).toList();
        for (LocalDate day : wanted) {
            vos.record(NODE, ACCOUNT, day, RecordedNode.file(replies, day));
        }
        RecordedNode node = run.add(new RecordedNode(replies, ACCOUNT));
        double hub = pull(run, servers, node, first, today.minusDays(2));
        run.say("hub: " + Figures.number(hub) + " records/s");
        Sql sql = servers.sql();
        check(run, sql, truth);
        double insert = insert(run, sql, truth.records());
        run.say("insert alone: " + Figures.number(insert) + " rows/s");
        Table table = new Table("reply to ClickHouse", "records/s", "hub to it")
                .row("hub", Figures.number(hub), "1.00")
                .row("the same rows inserted, Native from a file", Figures.number(insert), Figures.ratio(hub, insert));
        python(run, servers, node, wanted, hub, table);
        run.add(table);
    }

    private void python(Run run, Servers servers, RecordedNode node, List<LocalDate> wanted, double hub, Table table)
            throws IOException {
        String peer = "the seed's method: Python, clickhouse-driver";
        var seed = new SeedMethod(run, python);
        Optional<String> found = python.equals("none") ? Optional.empty() : seed.python();
        if (found.isEmpty()) {
            table.row(peer, "no Python with clickhouse-driver", "");
            return;
        }
        String copy = Hub.DATABASE + ".cdr_seed";
        servers.sql().run("CREATE TABLE " + copy + " AS " + Hub.DATABASE + ".cdr");
        List<String> names =
                wanted.stream().map(DateTimeFormatter.BASIC_ISO_DATE::format).toList();
        double rate = seed.rate(found.get(), node.url(), ACCOUNT, servers, copy, names);
        run.say("Python: " + Figures.number(rate) + " records/s");
        table.row(peer, Figures.number(rate), Figures.ratio(hub, rate));
    }

    /**
     * Records a second of the days that count, from the moment at which the node is asked for the first of them to that at
     * which the ledger takes the last for done.
     */
    private double pull(Run run, Servers servers, RecordedNode node, LocalDate first, LocalDate last)
            throws IOException {
        Project project = Project.copy(run.home(), run.folder().resolve("project"))
                .without("routes/behavior")
                .with("config/vos-nodes.yaml", """
                        nodes:
                          - {id: 1, name: %1$s, baseUrl: %2$s, zone: UTC, gap: PT0S, timeout: PT5M, accounts: [%3$s]}
                        """.formatted(NODE, node.url(), ACCOUNT));
        try (var hub = new Hub(run, project.home())
                .with(servers)
                .set("caravan.cdr.pull.days-back", days + 1)
                .set("caravan.cdr.pull.refresh", "P30D")
                .set("caravan.cdr.pull.schedule", "0/1 * * * * ?")
                .start()) {
            Sql sql = servers.sql();
            String done = "FROM " + Hub.DATABASE + ".cdr_ledger FINAL WHERE state = 'done' AND account = '" + ACCOUNT
                    + "' AND day >= '" + first + "'";
            Wait.until("the pull of " + (days + 2) + " days", LIMIT, POLL, () -> {
                failIfFailed(sql);
                return sql.numberOr(0, "SELECT count() " + done) > days + 1;
            });
            run.say("hub: " + Figures.megabytes(Memory.resident(hub.process().pid())) + " resident");
            List<String> row = sql.row("SELECT sum(records), max(version) " + done + " AND day <= '" + last + "'");
            return Figures.rate(
                    Long.parseLong(row.get(0)),
                    Duration.between(node.askedFrom(last), Instant.ofEpochMilli(Long.parseLong(row.get(1)))));
        }
    }

    private static void failIfFailed(Sql sql) {
        String failed = "FROM " + Hub.DATABASE + ".cdr_ledger WHERE state = 'failed'";
        if (sql.numberOr(0, "SELECT count() " + failed) > 0) {
            throw new IllegalStateException("a window failed: " + sql.row("SELECT any(error) " + failed));
        }
    }

    private static void check(Run run, Sql sql, Vos.Truth truth) {
        List<String> found = sql.row("SELECT count(), toString(toDecimal64(sum(fee), 6)), sum(hold_time) FROM "
                + Hub.DATABASE + ".cdr_current");
        run.check("records", truth.records(), found.get(0));
        run.check("fee", truth.fee().stripTrailingZeros().toPlainString(), found.get(1));
        run.check("hold time, seconds", truth.holdTime(), found.get(2));
    }

    private static double insert(Run run, Sql sql, long rows) throws IOException {
        var insert = new RawInsert(sql, Hub.DATABASE + ".cdr", run.folder().resolve("rows.native"));
        List<Double> rates = new ArrayList<>();
        for (int i = 0; i < REPEATS; i++) {
            rates.add(insert.rate(rows));
        }
        return Figures.median(rates);
    }
}
