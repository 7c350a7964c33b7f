package io.caravan.migration;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import org.apache.commons.text.StringEscapeUtils;

/** A report as a page that needs nothing but itself. */
final class MigrationPage {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>Migration %1$s: %2$s</title>
            <style>
            body { font: 15px/1.45 system-ui, sans-serif; margin: 2em auto; max-width: 70em; padding: 0 1em; color: #1c2733 }
            table { border-collapse: collapse; margin: .6em 0 1.6em }
            th, td { text-align: left; padding: .25em .9em .25em 0; border-bottom: 1px solid #d8dee4; vertical-align: top }
            td.n, th.n { text-align: right }
            .done, .verified, .rolled_back { color: #1a7f37 }
            .failed, .partial { color: #b3261e }
            </style>
            </head>
            <body>
            <h1>Migration of %3$s</h1>
            """;

    private final MigrationReport report;
    private final StringBuilder page = new StringBuilder();

    MigrationPage(MigrationReport report) {
        this.report = report;
    }

    String html() {
        String what = text(report.request().what());
        page.append(HEAD.formatted(text(report.id()), text(report.state().word()), what));
        begin("");
        fact("Result", "<b>" + marked(report.state().word()) + "</b> " + text(report.reason()));
        fact("Id", text(report.id()));
        fact(
                "ClickHouse",
                text(report.clickhouse().host() + ":" + report.clickhouse().port() + ", as "
                        + report.clickhouse().user()));
        fact("Began", time(report.startedAt()));
        fact("Ended", time(report.endedAt()));
        fact("Took", text(String.format(Locale.ROOT, "%,.1f s", report.seconds())));
        fact("Partitions", text(count(report.partitions())));
        fact("Bytes", text(count(report.bytes())));
        fact("Rows verified", number(report.rows()));
        fact("Kept for a rollback", report.finalized() ? "nothing any more" : "what it needs, until finalize");
        page.append("</table>\n");
        report.tables().forEach(this::table);
        history();
        return page.append("</body>\n</html>\n").toString();
    }

    private void table(MigrationReport.Table table) {
        page.append("<h2>").append(text(table.table().toString())).append("</h2>\n<p>");
        page.append(marked(table.state()));
        if (table.way() != null) {
            page.append(", by ").append(text(table.way().word()));
            page.append(" to the policy ").append(text(table.policy()));
        }
        if (table.volume() != null) {
            page.append(", volume ").append(text(table.volume()));
        }
        page.append("</p>\n");
        if (!table.error().isEmpty()) {
            page.append("<p class=\"failed\">").append(text(table.error())).append("</p>\n");
        }
        table.notes().forEach(note -> page.append("<p>").append(text(note)).append("</p>\n"));
        if (table.items().isEmpty()) {
            return;
        }
        begin(
                "<tr><th>Partition</th><th>Id</th><th>State</th><th class=\"n\">Rows before</th><th class=\"n\">Rows after</th>"
                        + "<th class=\"n\">Bytes</th><th class=\"n\">Seconds</th><th>At</th><th>Proof or error</th></tr>\n");
        for (MigrationReport.Item item : table.items()) {
            page.append("<tr><td>").append(text(item.value())).append("</td><td>");
            page.append(text(item.partition())).append("</td><td>").append(marked(item.state()));
            page.append("</td><td class=\"n\">").append(number(item.plannedRows()));
            page.append("</td><td class=\"n\">").append(number(item.rows()));
            page.append("</td><td class=\"n\">").append(number(item.bytes()));
            page.append("</td><td class=\"n\">").append(String.format(Locale.ROOT, "%.2f", item.seconds()));
            page.append("</td><td>").append(time(item.at())).append("</td><td>");
            page.append(text(item.error().isEmpty() ? proof(item) : item.error()))
                    .append("</td></tr>\n");
        }
        page.append("</table>\n");
    }

    /** {@code parts 2, unchanged 2}. */
    private static String proof(MigrationReport.Item item) {
        return String.join(
                ", ",
                item.proof().entrySet().stream()
                        .filter(entry ->
                                !List.of("rows", "bytes", MoveNotes.SECONDS).contains(entry.getKey()))
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .toList());
    }

    private void history() {
        page.append("<h2>History</h2>\n");
        begin("<tr><th>At</th><th>State</th><th>Reason</th></tr>\n");
        for (MigrationReport.Step step : report.history()) {
            page.append("<tr><td>").append(time(step.at())).append("</td><td>");
            page.append(marked(step.state().word())).append("</td><td>");
            page.append(text(step.reason())).append("</td></tr>\n");
        }
        page.append("</table>\n<p>Times are UTC.</p>\n");
    }

    private void begin(String head) {
        page.append("<table>\n").append(head);
    }

    private void fact(String name, String html) {
        page.append("<tr><th>").append(name).append("</th><td>").append(html).append("</td></tr>\n");
    }

    private static String count(MigrationStatus.Count count) {
        return String.format(Locale.ROOT, "%,d of %,d", count.done(), count.total())
                + (count.failed() == 0 ? "" : String.format(Locale.ROOT, ", %,d failed", count.failed()));
    }

    private static String marked(String state) {
        return "<span class=\"" + text(state) + "\">" + text(state.replace('_', ' ')) + "</span>";
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String time(Instant at) {
        return at == null ? "" : TIME.format(at);
    }

    private static String text(String text) {
        return StringEscapeUtils.escapeHtml4(String.valueOf(text));
    }
}
