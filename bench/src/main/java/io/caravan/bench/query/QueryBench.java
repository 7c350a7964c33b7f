package io.caravan.bench.query;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import io.caravan.bench.BenchCommand;
import io.caravan.bench.Run;
import io.caravan.bench.report.Figures;
import io.caravan.bench.report.Table;
import io.caravan.bench.stack.Hub;
import io.caravan.bench.stack.Project;
import io.caravan.bench.stack.Servers;
import io.caravan.bench.stack.Sql;
import io.caravan.hub.question.Statement;

/** How fast questions about many call records are answered. */
@Command(
        name = "query",
        description =
                "Measures pages, searches and statistics over HTTP against the same statements in ClickHouse alone.")
public final class QueryBench extends BenchCommand {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration READY = Duration.ofMinutes(2);

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "20000000",
            description = "Call records in the store (default: ${DEFAULT-VALUE}).")
    private long records;

    @Option(
            names = "--questions",
            paramLabel = "N",
            defaultValue = "100",
            description = "Questions of each kind that count (default: ${DEFAULT-VALUE}).")
    private int questions;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long each kind is asked before it counts (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Keep the records in this folder, and ask for those that an earlier run made there.")
    private Path data;

    @Option(names = "--only", paramLabel = "TEXT", description = "Only kinds of questions whose name has this in it.")
    private String only = "";

    /** @param queries each a query part of a URL */
    private record Kind(
            Question question, String path, Function<String, Statement> statement, Supplier<String> queries) {}

    @Override
    protected void measure(Run run) throws Exception {
        Servers servers = data == null ? Servers.start(run) : Servers.start(run, data);
        Project project = Project.copy(run.home(), run.folder().resolve("project"))
                .without("routes/behavior")
                .with("config/vos-nodes.yaml", nodes());
        try (var hub = new Hub(run, project.home())
                .with(servers)
                .set("caravan.cdr.pull.schedule", "0 0 0 1 1 ? 2099")
                .set("caravan.cdr.statistics.schedule", "0 0 0 1 1 ? 2099")
                .start()) {
            hub.awaitReady(READY);
            ManyRecords.provide(run, servers.sql(), records);
            var own = new OwnStatements(project.home().resolve("config/vos-nodes.yaml"));
            ask(run, servers, hub, own);
        }
    }

    private void ask(Run run, Servers servers, Hub hub, OwnStatements own) throws IOException {
        Random random = new Random(1);
        List<String> numbers = numbers(servers.sql());
        var kinds = List.of(
                new Kind(
                        new Question("a page of a node's day", 100),
                        "/api/v1/cdrs",
                        own::ofPage,
                        () -> "node=" + (1 + random.nextInt(ManyRecords.NODES)) + days(random, 0)),
                new Kind(new Question("a page of a day of all nodes", 100), "/api/v1/cdrs", own::ofPage, () -> days(
                                random, 0)
                        .substring(1)),
                new Kind(
                        new Question("a fragment of 8 digits, all time", 50),
                        "/api/v1/cdrs",
                        own::ofPage,
                        () -> "number="
                                + numbers.get(random.nextInt(numbers.size())).substring(3)),
                new Kind(
                        new Question("a month of a node by day", 20),
                        "/api/v1/cdrs/stats",
                        own::ofStats,
                        () -> "node=" + (1 + random.nextInt(ManyRecords.NODES)) + "&groupBy=day" + days(random, 29)));
        List<Question> all = new ArrayList<>();
        for (Kind kind : kinds) {
            if (kind.question().what().contains(only)) {
                all.add(measure(run, kind, servers, hub));
            }
        }
        check(run, servers.sql(), hub, numbers.get(0));
        Table table = new Table(
                "of " + Figures.number(records) + " records",
                "hub p50",
                "p95",
                "limit",
                "ClickHouse p50",
                "p95",
                "hub to it");
        for (Question question : all) {
            double p95 = question.hubMillis(0.95);
            table.row(
                    question.what(),
                    millis(question.hubMillis(0.5)),
                    millis(p95),
                    millis(question.limitMillis()) + (p95 <= question.limitMillis() ? ", kept" : ", NOT KEPT"),
                    millis(question.bareMillis(0.5)),
                    millis(question.bareMillis(0.95)),
                    Figures.ratio(question.hubMillis(0.5), question.bareMillis(0.5)));
        }
        run.add(table);
    }

    private Question measure(Run run, Kind kind, Servers servers, Hub hub) {
        Question question = kind.question();
        String store = servers.clickhouseUrl() + "/?user=" + Servers.USER + "&password=" + Servers.PASSWORD
                + "&database=" + Hub.DATABASE;
        long warm = System.nanoTime() + Duration.ofSeconds(warmUp).toNanos();
        while (System.nanoTime() < warm) {
            ask(kind, hub, store);
        }
        question.forget();
        for (int i = 0; i < questions; i++) {
            ask(kind, hub, store);
        }
        run.say(question.what() + ": " + millis(question.hubMillis(0.5)));
        return question;
    }

    private static void ask(Kind kind, Hub hub, String store) {
        String query = kind.queries().get();
        kind.question().askHub(hub.port(), kind.path() + "?" + query);
        Statement own = kind.statement().apply(query);
        kind.question()
                .askStore(store + OwnStatements.parameters(own), own.sql() + "\nFORMAT RowBinaryWithNamesAndTypes");
    }

    /** Totals over HTTP are those of the table. */
    private void check(Run run, Sql sql, Hub hub, String number) throws IOException {
        String to = ManyRecords.FIRST.plusDays(ManyRecords.DAYS - 1).toString();
        String range = "from=" + ManyRecords.FIRST + "&to=" + to;
        Question question = new Question("a check", 0);
        JsonNode totals = JSON.readTree(question.askHub(hub.port(), "/api/v1/cdrs/stats?" + range))
                .path("totals");
        List<String> truth = sql.row("SELECT count(), sum(hold_time) FROM " + Hub.DATABASE + ".cdr");
        run.check("calls in statistics", truth.get(0), totals.path("calls").asText());
        run.check(
                "talk time in statistics, seconds",
                truth.get(1),
                totals.path("holdTime").asText());
        JsonNode found = JSON.readTree(
                question.askHub(hub.port(), "/api/v1/cdrs?number=" + number.substring(3) + "&total=true"));
        run.check(
                "records with a fragment",
                sql.number("SELECT count() FROM " + Hub.DATABASE + ".cdr WHERE position(callee_e164, '"
                        + number.substring(3) + "') > 0 OR position(caller_e164, '" + number.substring(3) + "') > 0"),
                found.path("total").asText());
    }

    private static List<String> numbers(Sql sql) {
        return List.of(sql.row("SELECT arrayStringConcat(groupArray(callee_access_e164), ',') FROM (SELECT"
                        + " callee_access_e164 FROM " + Hub.DATABASE + ".cdr ORDER BY cityHash64(flow_no) LIMIT 200)")
                .get(0)
                .split(","));
    }

    private static String days(Random random, int more) {
        var from = ManyRecords.FIRST.plusDays(random.nextInt(ManyRecords.DAYS - more));
        return "&from=" + from + "&to=" + from.plusDays(more);
    }

    private static String nodes() {
        StringBuilder nodes = new StringBuilder("nodes:\n");
        for (int id = 1; id <= ManyRecords.NODES; id++) {
            nodes.append("  - {id: %d, name: n%d, baseUrl: 'http://127.0.0.1:9', zone: UTC, enabled: false}\n"
                    .formatted(id, id));
        }
        return nodes.toString();
    }

    private static String millis(double millis) {
        return Figures.millis(millis * 1000);
    }
}
