package io.caravan.bench.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import io.caravan.bench.BenchCommand;
import io.caravan.bench.Run;
import io.caravan.bench.report.Figures;
import io.caravan.bench.report.Table;
import io.caravan.bench.stack.Servers;
import io.caravan.bench.stack.Sql;
import io.caravan.query.Condition;
import io.caravan.query.Condition.Compare;
import io.caravan.query.Condition.Operator;
import io.caravan.query.Plan;
import io.caravan.query.Planner;
import io.caravan.query.Query;

/** Whether the planner earns its keep. */
@Command(
        name = "plan",
        description =
                "Measures planned questions about a wide table against the joins that one writes by hand, and the planning itself.")
public final class PlanBench extends BenchCommand {

    private static final int PLANS = 20_000;
    private static final double WANTED = 10;

    /** Of the same statement, measured twice. */
    private static final double NOISE = 0.05;

    private static final String JOINS = """
            FROM (SELECT columnA, amount, linkDictA FROM wide.%s) AS b
            JOIN (SELECT primaryKey, columnC, linkDictB FROM wide.dictA) AS a ON b.linkDictA = a.primaryKey
            JOIN (SELECT primaryKey, columnA AS town, columnB FROM wide.dictB) AS d ON a.linkDictB = d.primaryKey
            WHERE %s""";

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "100000000",
            description = "Rows of the wide table (default: ${DEFAULT-VALUE}); made twice, about a million a second.")
    private long rows;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Rounds that count (default: ${DEFAULT-VALUE}).")
    private int rounds;

    /**
     * A question, and what one writes by hand for it.
     *
     * @param select between SELECT and FROM
     * @param where after WHERE
     * @param more after that
     */
    private record Asked(String what, Query query, String select, String where, String more) {}

    @Override
    protected void measure(Run run) throws Exception {
        Servers servers = Servers.start(run);
        WideTable.make(run, servers.sql(), rows);
        Planner planner = new Planner();
        Table table =
                new Table("of " + Figures.number(rows) + " rows", "planned", "by hand", "by hand to it", "wanted");
        for (String name : List.of(WideTable.SORTED, WideTable.UNSORTED)) {
            for (int kind = 0; kind < questions(0).size(); kind++) {
                measure(run, servers.sql(), table, name, planner, kind);
            }
        }
        run.add(table);
        run.add(planning(planner));
    }

    /** Every round asks for something else, as people do: the server knows nothing of the answer's size from before. */
    private void measure(Run run, Sql sql, Table table, String name, Planner planner, int kind) {
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        String what = questions(0).get(kind).what();
        String title = what + ", " + (name.equals(WideTable.SORTED) ? "sorted by the link" : "not sorted by it");
        for (int round = 0; round <= rounds; round++) {
            Asked asked = questions(round).get(kind);
            Plan plan = planner.plan(WideTable.view(name), asked.query());
            String byHand = "SELECT " + asked.select() + "\n" + JOINS.formatted(name, asked.where()) + asked.more();
            long start = System.nanoTime();
            List<String> planned = sql.row(summed(plan.sql()), plan.parameters());
            long middle = System.nanoTime();
            List<String> truth = sql.row(summed(byHand), Map.of());
            long end = System.nanoTime();
            if (round == 0) {
                run.check(title, truth, planned);
            } else {
                ours.add((middle - start) / 1e6);
                theirs.add((end - middle) / 1e6);
            }
        }
        double ratio = Figures.median(theirs) / Figures.median(ours);
        run.say(title + ": " + Figures.ratio(Figures.median(theirs), Figures.median(ours)));
        boolean much = what.startsWith("seed") && name.equals(WideTable.SORTED);
        table.row(
                title,
                Figures.millis(Figures.median(ours) * 1000),
                Figures.millis(Figures.median(theirs) * 1000),
                Figures.ratio(Figures.median(theirs), Figures.median(ours)),
                (much ? "10" : "1") + (ratio >= (much ? WANTED : 1 - NOISE) ? ", kept" : ", NOT KEPT"));
    }

    /** Settings about the order of joins count at the end of the whole alone. */
    private static String summed(String sql) {
        int settings = sql.lastIndexOf("\nSETTINGS ");
        return "SELECT count(), sum(cityHash64(tuple(*))) FROM (\n" + sql + "\n)"
                + (settings < 0 ? "" : sql.substring(settings));
    }

    /** @param round asks for one thing of its own in each */
    private static List<Asked> questions(int round) {
        String seed = "columnA, columnC, town, columnB";
        List<String> shown = List.of("columnA", "dictA.columnC", "dictA.dictB.columnA", "dictA.dictB.columnB");
        String inTown = round == 0 ? "Perm" : "town " + (10 + round);
        String ofKind = "kind " + (7 + round);
        String ofRow = "row " + (77 + round);
        String townIs = "town = '" + inTown + "'";
        Condition perm = new Compare("dictA.dictB.columnA", Operator.EQ, inTown);
        Condition kind = new Compare("columnA", Operator.EQ, ofKind);
        return List.of(
                new Asked("seed's question", rows(shown, perm), seed, townIs, ""),
                new Asked(
                        "one row of the first dictionary",
                        rows(List.of("columnA", "dictA.columnC"), new Compare("dictA.columnC", Operator.EQ, ofRow)),
                        "columnA, columnC",
                        "columnC = '" + ofRow + "'",
                        ""),
                new Asked(
                        "groups of a town",
                        new Query(
                                List.of(),
                                Optional.of(perm),
                                List.of("columnA"),
                                List.of(new Query.Aggregate("rows", Query.Function.COUNT, Optional.empty())),
                                List.of(),
                                Optional.empty(),
                                0),
                        "columnA, count()",
                        townIs,
                        "\nGROUP BY columnA"),
                new Asked(
                        "a filter of the table, towns shown",
                        rows(List.of("columnA", "dictA.dictB.columnA"), kind),
                        "columnA, town",
                        "columnA = '" + ofKind + "'",
                        ""),
                new Asked(
                        "a filter of either",
                        rows(List.of("columnA", "dictA.dictB.columnB"), new Condition.Or(List.of(perm, kind))),
                        "columnA, columnB",
                        townIs + " OR columnA = '" + ofKind + "'",
                        ""));
    }

    private static Query rows(List<String> select, Condition where) {
        return new Query(select, Optional.of(where), List.of(), List.of(), List.of(), Optional.empty(), 0);
    }

    private static Table planning(Planner planner) {
        List<Double> micros = new ArrayList<>();
        for (int i = 0; i < PLANS; i++) {
            for (Asked asked : questions(i)) {
                long start = System.nanoTime();
                planner.plan(WideTable.view(WideTable.SORTED), asked.query());
                micros.add((System.nanoTime() - start) / 1e3);
            }
        }
        double median = Figures.median(micros.subList(0, questions(0).size() * 100));
        double warm = Figures.median(micros.subList(micros.size() / 2, micros.size()));
        return new Table("planning", "median", "limit")
                .row("the first hundred", Figures.millis(median), limit(median))
                .row("warm", Figures.millis(warm), limit(warm));
    }

    private static String limit(double micros) {
        return "1 ms" + (micros <= 1000 ? ", kept" : ", NOT KEPT");
    }
}
