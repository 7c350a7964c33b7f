package io.caravan.bench.pull;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
                "Measures a VOS reply to ClickHouse against the server's raw insert rate and the node's own rate.")
public final class PullBench extends BenchCommand {

    private static final String NODE = "bench";
    private static final String ACCOUNT = "wholesale-huge";
    private static final Duration LIMIT = Duration.ofMinutes(5);
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
            defaultValue = "3",
            description = "Days that count, beside today, which warms up (default: ${DEFAULT-VALUE}).")
    private int days;

    @Override
    protected void measure(Run run) throws Exception {
        // Today as far as the node is concerned ends now, so that its truth stands still.
        Instant now = Instant.now();
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        LocalDate first = today.minusDays(days);
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
        Sql sql = servers.sql();
        double hub = pull(run, servers, first);
        run.say("hub: " + Figures.number(hub) + " records/s");
        check(run, sql, truth);
        double node = serve(run, vos, today.minusDays(1));
        run.say("the node alone: " + Figures.number(node) + " records/s");
        double insert = insert(run, sql, truth.records());
        run.say("insert alone: " + Figures.number(insert) + " rows/s");
        // One after the other, as on a single core.
        double both = 1 / (1 / node + 1 / insert);
        run.add(new Table("reply to ClickHouse", "records/s", "hub to it")
                .row("hub", Figures.number(hub), "1.00")
                .row("the node's reply, read and dropped", Figures.number(node), Figures.ratio(hub, node))
                .row("the same rows inserted, Native from a file", Figures.number(insert), Figures.ratio(hub, insert))
                .row("both, one after the other", Figures.number(both), Figures.ratio(hub, both)));
    }

    /** Records a second of the days that count, from the moments at which the ledger took them for done. */
    private double pull(Run run, Servers servers, LocalDate first) throws IOException {
        Project project = Project.copy(run.home(), run.folder().resolve("project"))
                .without("routes/behavior")
                .with("config/vos-nodes.yaml", """
                        nodes:
                          - {id: 1, name: %1$s, baseUrl: %2$s/%1$s, zone: UTC, gap: PT0S, timeout: PT5M, accounts: [%3$s]}
                        """.formatted(NODE, servers.vosUrl(), ACCOUNT));
        try (var hub = new Hub(run, project.home())
                .with(servers)
                .set("caravan.cdr.pull.days-back", days)
                .set("caravan.cdr.pull.refresh", "P30D")
                .set("caravan.cdr.pull.schedule", "0/1 * * * * ?")
                .start()) {
            Sql sql = servers.sql();
            String done = "FROM " + Hub.DATABASE + ".cdr_ledger FINAL WHERE state = 'done' AND day >= '" + first + "'";
            Wait.until("the pull of " + (days + 1) + " days", LIMIT, () -> {
                failIfFailed(sql);
                return sql.numberOr(0, "SELECT count() " + done) > days;
            });
            run.say("hub: " + Figures.megabytes(Memory.resident(hub.process().pid())) + " resident");
            List<String> row =
                    sql.row("SELECT sum(records) - argMin(records, version), max(version) - min(version) " + done);
            return Figures.rate(Long.parseLong(row.get(0)), Duration.ofMillis(Long.parseLong(row.get(1))));
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

    private double serve(Run run, Vos vos, LocalDate day) throws IOException {
        List<Double> rates = new ArrayList<>();
        for (int i = 0; i < REPEATS; i++) {
            long startedAt = System.nanoTime();
            long bytes = vos.read(NODE, ACCOUNT, day);
            rates.add(Figures.rate(records, Duration.ofNanos(System.nanoTime() - startedAt)));
            run.say("a reply of " + Figures.megabytes(bytes));
        }
        return Figures.median(rates);
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
