package io.caravan.migration.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.hub.config.ConfigException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Files of ClickhouseMigratorS3, field by field. */
class OldFilesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String ITEMS = """
            [{"value":"2025-04-01","state":"verified","plannedRows":177,"rows":177,"seconds":1.7604},
             {"value":"2025-07-01","state":"failed","plannedRows":179,"rows":179,"seconds":2,"error":"no"},
             {"value":"2025-08-01","state":"planned","plannedRows":1,"rows":1}]
            """;

    private static JsonNode report(String table, String... tables) {
        return json("""
                {"startedAt":"2026-01-01T00:00:00Z","endedAt":"2026-01-01T01:00:00Z","reason":"why",
                 "clickhouse":{"host":"ch","port":8123,"user":"u"},
                 "request":{"mode":"single","database":"tmp","table":%s,"policy":"s3"},
                 "tables":[%s]}
                """.formatted(table, String.join(",", tables)));
    }

    private static String table(String name, String state, String items) {
        return """
                {"table":{"database":"tmp","table":"%s"},"state":"%s","startedAt":"2026-01-01T00:00:01Z",
                 "endedAt":"2026-01-01T00:00:02.9Z","error":"%s","items":%s}
                """.formatted(name, state, state.equals("done") ? "" : "no", items);
    }

    private static JsonNode old(JsonNode report) {
        var old = new OldReport(report, ZoneId.of("Asia/Shanghai")).json();
        // As it stands in the file: there all whole numbers are of one kind.
        return json(JSON.valueToTree(old).toString());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aReportOfOneTable() {
        assertThat(old(report("\"t1\"", table("t1", "partial", ITEMS)))).isEqualTo(json("""
                {"migration_info":{"mode":"single","database":"tmp","table":"t1","start_time":"2026-01-01 08:00:00",
                  "s3_policy":"s3","clickhouse_config":{"host":"ch","port":8123,"user":"u"}},
                 "results":[{"table":"t1","start_time":"2026-01-01 08:00:01","end_time":"2026-01-01 08:00:02",
                   "status":"failed","total_partitions":3,"completed_partitions":1,"total_rows":357,"migrated_rows":177,
                   "error":"no","check_results":[
                     {"partition":"2025-04-01","src_count":177,"dst_count":177,"passed":true,"cost_time":1.76},
                     {"partition":"2025-07-01","src_count":179,"dst_count":0,"passed":false,"cost_time":2.0}]}],
                 "summary":{"total_tables":1,"completed_tables":0,"failed_tables":1,"skipped_tables":0,
                   "distributed_tables":{"total_local_tables":0,"completed_local_tables":0,"failed_local_tables":0}}}
                """));
    }

    @Test
    void aReportOfADatabase() {
        JsonNode old =
                old(report("null", table("a", "done", "[]"), table("b", "skipped", "[]"), table("c", "locked", "[]")));
        assertThat(old.at("/migration_info/table").asText()).isEqualTo("all");
        assertThat(old.findValuesAsText("status")).containsExactly("completed", "skipped", "locked");
        assertThat(old.at("/summary/completed_tables").asInt()).isEqualTo(1);
        assertThat(old.at("/summary/failed_tables").asInt()).isEqualTo(1);
        assertThat(old.at("/summary/skipped_tables").asInt()).isEqualTo(1);
    }

    @Test
    void aReportOfADistributedTable() {
        JsonNode old = old(report("\"everywhere\"", table("here", "done", "[]")));
        assertThat(old.at("/results/0/table").asText()).isEqualTo("everywhere");
        assertThat(old.at("/results/0/status").asText()).isEqualTo("completed");
        assertThat(old.at("/results/0/local_tables/0/table").asText()).isEqualTo("here");
        assertThat(old.at("/summary/total_tables").asInt()).isEqualTo(1);
        assertThat(old.at("/summary/distributed_tables/completed_local_tables").asInt())
                .isEqualTo(1);
    }

    @Test
    void progressKeepsWhatOthersHaveNoted(@TempDir Path folder) throws IOException {
        Path file = folder.resolve(OldProgress.NAME);
        Files.writeString(file, """
                {"tmp":{"t1":{"completed_partitions":["2025-04-01"],"status":"running"},
                        "t2":{"completed_partitions":[],"status":"completed"}},
                 "other":{"t1":{"completed_partitions":["x"],"status":"failed"}}}
                """);
        OldProgress read = OldProgress.read(file);
        assertThat(read.unfinished("tmp", null)).isEqualTo(Map.of("t1", List.of("2025-04-01")));
        assertThat(read.unfinished("tmp", "t2")).isEmpty();
        assertThat(read.unfinished("nowhere", "t1")).isEmpty();

        read.with("tmp", "t3", new OldProgress.Table(List.of("(202504,1)"), OldProgress.COMPLETED))
                .write(file);

        assertThat(json(Files.readString(file))).isEqualTo(json("""
                {"tmp":{"t1":{"completed_partitions":["2025-04-01"],"status":"running"},
                        "t2":{"completed_partitions":[],"status":"completed"},
                        "t3":{"completed_partitions":["(202504,1)"],"status":"completed"}},
                 "other":{"t1":{"completed_partitions":["x"],"status":"failed"}}}
                """));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).as("nothing else is left").containsExactly(file);
        }
    }

    @Test
    void aFileThatIsNoneIsLeftAsItIs(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve(OldProgress.NAME), "{\"tmp\":[]}");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> OldProgress.read(file))
                .withMessageContaining("is no progress file");
        assertThat(Files.readString(file)).isEqualTo("{\"tmp\":[]}");
    }
}
