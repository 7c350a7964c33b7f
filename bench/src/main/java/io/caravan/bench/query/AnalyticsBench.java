package io.caravan.bench.query;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

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
import io.caravan.bench.stack.Wait;
import io.caravan.hub.question.Statement;

/** How fast questions about many events are answered. */
@Command(
        name = "analytics",
        description =
                "Measures dashboards, trends, top items and funnels over HTTP against the same statements in ClickHouse"
                        + " alone.")
public final class AnalyticsBench extends BenchCommand {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration READY = Duration.ofMinutes(2);
    private static final Duration MERGED = Duration.ofMinutes(10);
    private static final int WARM_UP = 30;
    /** Today is not among them, so that all of them are over. */
    private static final LocalDate FIRST = LocalDate.now(ZoneOffset.UTC).minusDays(ManyEvents.DAYS - 1L);

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "20000000",
            description = "Events in the store (default: ${DEFAULT-VALUE}); made by ClickHouse, some 200,000 a second.")
    private long events;

    @Option(
            names = "--questions",
            paramLabel = "N",
            defaultValue = "50",
            description = "Questions of each kind that count (default: ${DEFAULT-VALUE}).")
    private int questions;

    @Option(
            names = "--wait",
            description =
                    "Wait for a line on the standard input before measuring, so that the machine can be made quiet.")
    private boolean waits;

    private record Kind(String what, double limit, int times, String endpoint, String query) {}

    @Override
    protected void measure(Run run) throws Exception {
        Servers servers = Servers.start(run);
        Project project = Project.copy(run.home(), run.folder().resolve("project"))
                .without("routes/cdr")
                .without("routes/behavior");
        try (var hub = new Hub(run, project.home()).with(servers).start()) {
            hub.awaitReady(READY);
            long made = ManyEvents.make(run, servers.sql(), events, FIRST);
            Wait.until("parts merged", MERGED, () -> servers.sql().number("SELECT count() FROM system.merges") == 0);
            if (waits) {
                run.say("Ready to measure: send a line");
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            }
            run.say("measuring");
            check(run, servers, hub, made);
            ask(run, servers, hub, made);
        }
    }

    private void ask(Run run, Servers servers, Hub hub, long made) {
        var own = new AnalyticsStatements();
        String all = "tenant=shop&from=" + FIRST + "&to=" + FIRST.plusDays(ManyEvents.DAYS - 1L);
        String month = "tenant=shop&from=" + FIRST.plusDays(30) + "&to=" + FIRST.plusDays(59);
        String day = "tenant=shop&from=" + FIRST.plusDays(40) + "&to=" + FIRST.plusDays(40);
        List<Kind> kinds = List.of(
                new Kind("dashboard of everything", 100, questions, "dashboard", all),
                new Kind(
                        "dashboard of everything in Shanghai",
                        100,
                        questions,
                        "dashboard",
                        all + "&zone=Asia/Shanghai"),
                new Kind(
                        "dashboard of a scenario's month", 100, questions, "dashboard", month + "&scenario=scenario-1"),
                new Kind("trend of everything by day", 100, questions, "trend", all),
                new Kind(
                        "trend of a month by day in Shanghai, with users",
                        0,
                        questions / 2,
                        "trend",
                        month + "&zone=Asia/Shanghai&metrics=clicks,ctr,active_users"),
                new Kind("trend of a month by hour", 100, questions, "trend", month + "&granularity=hour"),
                new Kind("top items of a month", 0, questions / 2, "items/top", month),
                new Kind("actions of a month", 0, questions, "items/distribution", month),
                new Kind("funnel of a day", 0, Math.max(3, questions / 10), "funnel", day));
        Table table = new Table(
                "of " + Figures.number(made) + " events",
                "hub p50",
                "p95",
                "limit",
                "ClickHouse p50",
                "p95",
                "hub to it");
        for (Kind kind : kinds) {
            Question question = measure(run, kind, servers, hub, own);
            double p95 = question.hubMillis(0.95);
            table.row(
                    kind.what(),
                    millis(question.hubMillis(0.5)),
                    millis(p95),
                    kind.limit() == 0 ? "" : millis(kind.limit()) + (p95 <= kind.limit() ? ", kept" : ", NOT KEPT"),
                    millis(question.bareMillis(0.5)),
                    millis(question.bareMillis(0.95)),
                    Figures.ratio(question.hubMillis(0.5), question.bareMillis(0.5)));
        }
        run.add(table);
    }

    private static Question measure(Run run, Kind kind, Servers servers, Hub hub, AnalyticsStatements own) {
        Question question = new Question(kind.what(), kind.limit());
        String store = servers.clickhouseUrl() + "/?user=" + Servers.USER + "&password=" + Servers.PASSWORD
                + "&database=" + Hub.DATABASE;
        int warmUp = Math.min(WARM_UP, kind.times());
        for (int i = 0; i < warmUp + kind.times(); i++) {
            if (i == warmUp) {
                question.forget();
            }
            question.askHub(hub.port(), "/api/v1/analytics/" + kind.endpoint() + "?" + kind.query());
            Statement statement = own.of(kind.endpoint(), kind.query());
            question.askStore(
                    store + OwnStatements.parameters(statement),
                    statement.sql() + "\nFORMAT RowBinaryWithNamesAndTypes");
        }
        run.say(kind.what() + ": " + millis(question.hubMillis(0.5)));
        return question;
    }

    /** What a dashboard tells is what the events themselves add up to. */
    private static void check(Run run, Servers servers, Hub hub, long made) throws IOException {
        Question question = new Question("a check", 0);
        JsonNode reply = JSON.readTree(question.askHub(
                hub.port(),
                "/api/v1/analytics/dashboard?tenant=shop&zone=Asia/Shanghai&from=" + FIRST + "T00:00:00Z&to="
                        + FIRST.plusDays(ManyEvents.DAYS - 1L)));
        List<String> truth = new ArrayList<>(servers.sql()
                .row(
                        "SELECT countIf(action_type = 'impression'), countIf(action_type = 'click'), countIf(action_type = 'order')"
                                + " FROM " + Hub.DATABASE + ".user_behaviors WHERE timestamp < toDateTime('"
                                + FIRST.plusDays(ManyEvents.DAYS - 1L) + " 16:00:00', 'UTC')"));
        List<String> names = List.of("total_recommendations", "total_clicks", "total_conversions");
        for (int i = 0; i < names.size(); i++) {
            run.check(
                    names.get(i),
                    truth.get(i),
                    reply.path("overview").path(names.get(i)).asText());
        }
        run.check("events", made, servers.sql().number("SELECT count() FROM " + Hub.DATABASE + ".user_behaviors"));
    }

    private static String millis(double millis) {
        return Figures.millis(millis * 1000);
    }
}
