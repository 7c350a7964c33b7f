package io.caravan.cdr.query;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.Collectors;

import io.caravan.hub.question.Statement;

/** The statements of an export. */
final class ExportSql {

    /** Sorting spills to disk from here on, bytes. */
    private static final long SORT_MEMORY = 500_000_000;

    private static final String TEXT = "replaceRegexpOne(formatDateTime(%s, '%%FT%%T.%%f%%z', {zone:String}),"
            + " '000([+-]..)(..)$', '\\\\1:\\\\2')";

    private ExportSql() {}

    /** Counts, up to one more than the export may hold. */
    static Statement count(ExportQuestion question) {
        RecordSource source = new RecordSource(question.filter());
        return source.text()
                .with("rows", question.mostRows() + 1L)
                .statement("SELECT count() AS total FROM (SELECT 1" + source.fromWhere() + "\nLIMIT {rows:UInt64}"
                        + source.settings() + ")");
    }

    static Statement records(ExportQuestion question) {
        RecordSource source = new RecordSource(question.filter());
        String selection = question.fields().stream()
                .map(field -> expression(field, question) + " AS " + field)
                .collect(Collectors.joining(", "));
        if (question.format().timesAsText()) {
            source.text().with("zone", storeZone(question.filter().zone()));
        }
        return source.text()
                .statement("SELECT " + selection + source.fromWhere() + "\nORDER BY "
                        + question.sort().orderBy()
                        + source.settings(
                                "max_bytes_before_external_sort = " + SORT_MEMORY,
                                "max_result_rows = " + question.mostRows(),
                                "result_overflow_mode = 'throw'"));
    }

    private static String expression(String field, ExportQuestion question) {
        String column = Fields.column(field);
        return switch (Fields.kind(field)) {
            case TIME -> {
                String time = question.format().timesAsText()
                        ? TEXT.formatted(column)
                        : question.format() == ExportFormat.XLSX ? "toUnixTimestamp64Milli(" + column + ")" : column;
                yield field.equals("stop") ? "if(" + column + " = 0, NULL, " + time + ")" : time;
            }
            case TEXT ->
                question.escapeFormulas()
                        ? "if(match(" + column + ", '^[=+\\\\-@\\\\t\\\\r]'), concat('\\'', " + column + "), " + column
                                + ")"
                        : column;
            case OTHER -> column;
        };
    }

    /** The store knows zones of the world by their names, and offsets by a name of its own. */
    private static String storeZone(ZoneId zone) {
        if (!(zone.normalized() instanceof ZoneOffset offset)) {
            return zone.getId();
        }
        int seconds = Math.abs(offset.getTotalSeconds());
        return "Fixed/UTC%s%02d:%02d:%02d"
                .formatted(offset.getTotalSeconds() < 0 ? "-" : "+", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
