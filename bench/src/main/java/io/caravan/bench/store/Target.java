package io.caravan.bench.store;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

import io.caravan.bench.stack.Project;
import io.caravan.bench.stack.Sql;

/** What is filled: the table of events alone, or with the aggregates that its inserts feed. */
enum Target {
    BARE("table alone"),
    AGGREGATES("table and aggregates");

    private static final String FEEDS = "SELECT name FROM system.tables"
            + " WHERE database = '%s' AND engine = 'MaterializedView' AND name LIKE 'behavior%%'";

    /** The tables that have a feed of their own. */
    private static final List<String> FED =
            List.of("metrics_hour", "metrics_day", "item_day", "experiment_day", "action_hour", "user_day");

    private final String title;

    Target(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** The project as the hub is to have it. */
    void prepare(Project project) throws IOException {
        String drops = FED.stream()
                .map(name -> "DROP VIEW behavior_" + name + "_feed;\n")
                .collect(Collectors.joining());
        project.with("sql/clickhouse/V9999__bench.sql", this == BARE ? drops : "SELECT 1;\n");
    }

    /**
     * Makes the same in another database.
     *
     * @return the table of events there
     */
    String copy(Sql sql, String from, String to) {
        sql.run("CREATE DATABASE " + to);
        sql.run("CREATE TABLE " + to + ".user_behaviors AS " + from + ".user_behaviors");
        List<String> feeds = sql.column(FEEDS.formatted(from));
        // One feeds from the table of another.
        for (String feed : feeds) {
            String table = tableOf(feed);
            sql.run("CREATE TABLE " + to + "." + table + " AS " + from + "." + table);
        }
        for (String feed : feeds) {
            String select = sql.row("SELECT as_select FROM system.tables WHERE database = '" + from + "' AND name = '"
                            + feed + "' FORMAT TSVRaw")
                    .get(0);
            sql.run("CREATE MATERIALIZED VIEW " + to + "." + feed + " TO " + to + "." + tableOf(feed) + " AS "
                    + select.replace(from + ".", to + "."));
        }
        if (feeds.isEmpty() != (this == BARE)) {
            throw new IllegalStateException(from + " has the aggregates " + feeds);
        }
        return to + ".user_behaviors";
    }

    private static String tableOf(String feed) {
        return feed.replaceFirst("_feed$", "");
    }
}
