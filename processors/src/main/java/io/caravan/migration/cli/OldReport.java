package io.caravan.migration.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/** Tells the report of a migration in the format of ClickhouseMigratorS3. */
final class OldReport {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final double MILLIS = 1000.0;

    private final JsonNode report;
    private final ZoneId zone;

    /** @param zone of the times */
    OldReport(JsonNode report, ZoneId zone) {
        this.report = report;
        this.zone = zone;
    }

    Map<String, Object> json() {
        List<Map<String, Object>> tables = new ArrayList<>();
        report.path("tables").forEach(table -> tables.add(table(table)));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("migration_info", info());
        json.put("results", isDistributed() ? List.of(distributed(tables)) : tables);
        json.put("summary", summary(tables));
        return json;
    }

    private Map<String, Object> info() {
        JsonNode request = report.path("request");
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("mode", request.path("mode").asText());
        info.put("database", request.path("database").asText());
        info.put(
                "table",
                request.path("table").isTextual() ? request.path("table").asText() : "all");
        info.put("start_time", time(report.path("startedAt")));
        info.put("s3_policy", request.path("policy").asText(""));
        Map<String, Object> server = new LinkedHashMap<>();
        server.put("host", report.at("/clickhouse/host").asText());
        server.put("port", report.at("/clickhouse/port").asInt());
        server.put("user", report.at("/clickhouse/user").asText());
        info.put("clickhouse_config", server);
        return info;
    }

    /** Whether the table that was asked for is a Distributed one, which leads to another. */
    private boolean isDistributed() {
        JsonNode asked = report.path("request").path("table");
        return asked.isTextual()
                && !report.path("tables").isEmpty()
                && !report.at("/tables/0/table/table").asText().equals(asked.asText());
    }

    private Map<String, Object> distributed(List<Map<String, Object>> locals) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("table", report.path("request").path("table").asText());
        result.put("start_time", time(report.path("startedAt")));
        result.put("end_time", time(report.path("endedAt")));
        boolean all = locals.stream().allMatch(OldReport::completed);
        result.put("status", all ? OldProgress.COMPLETED : "failed");
        result.put("error", report.path("reason").asText());
        result.put("local_tables", locals);
        return result;
    }

    private Map<String, Object> table(JsonNode table) {
        List<Map<String, Object>> checks = new ArrayList<>();
        long rows = 0;
        long migrated = 0;
        int verified = 0;
        for (JsonNode item : table.path("items")) {
            boolean passed = "verified".equals(item.path("state").asText());
            rows += item.path("plannedRows").asLong();
            if (passed) {
                migrated += item.path("rows").asLong();
                verified++;
            }
            if (passed || "failed".equals(item.path("state").asText())) {
                checks.add(check(item, passed));
            }
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("table", table.at("/table/table").asText());
        result.put("start_time", time(table.path("startedAt")));
        result.put("end_time", time(table.path("endedAt")));
        result.put("status", status(table.path("state").asText()));
        result.put("total_partitions", table.path("items").size());
        result.put("completed_partitions", verified);
        result.put("total_rows", rows);
        result.put("migrated_rows", migrated);
        result.put("error", table.path("error").asText(""));
        result.put("check_results", checks);
        return result;
    }

    private static Map<String, Object> check(JsonNode item, boolean passed) {
        Map<String, Object> check = new LinkedHashMap<>();
        check.put("partition", item.path("value").asText());
        check.put("src_count", item.path("plannedRows").asLong());
        check.put("dst_count", passed ? item.path("rows").asLong() : 0);
        check.put("passed", passed);
        check.put("cost_time", Math.round(item.path("seconds").asDouble() * MILLIS) / MILLIS);
        return check;
    }

    private Map<String, Object> summary(List<Map<String, Object>> tables) {
        long skipped = tables.stream()
                .filter(table -> "skipped".equals(table.get("status")))
                .count();
        long completed = tables.stream().filter(OldReport::completed).count();
        long failed = tables.size() - skipped - completed;
        boolean distributed = isDistributed();
        Map<String, Object> local = new LinkedHashMap<>();
        local.put("total_local_tables", distributed ? tables.size() : 0);
        local.put("completed_local_tables", distributed ? completed : 0);
        local.put("failed_local_tables", distributed ? failed : 0);
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("total_tables", distributed ? 1 : tables.size());
        summary.put("completed_tables", distributed ? failed == 0 && completed > 0 ? 1 : 0 : completed);
        summary.put("failed_tables", distributed ? failed > 0 ? 1 : 0 : failed);
        summary.put("skipped_tables", distributed ? 0 : skipped);
        summary.put("distributed_tables", local);
        return summary;
    }

    private static boolean completed(Map<String, Object> table) {
        return OldProgress.COMPLETED.equals(table.get("status"));
    }

    /** What it calls that state in a report. */
    private static String status(String state) {
        return switch (state) {
            case "done" -> OldProgress.COMPLETED;
            case "skipped", "locked" -> state;
            default -> "failed";
        };
    }

    /** What it calls that state in the progress file. */
    static String progressStatus(String state) {
        return switch (state) {
            case "done" -> OldProgress.COMPLETED;
            case "failed", "partial" -> "failed";
            default -> "running";
        };
    }

    private String time(JsonNode instant) {
        return instant.isTextual() ? TIME.format(Instant.parse(instant.asText()).atZone(zone)) : "";
    }
}
