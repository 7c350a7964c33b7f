package io.caravan.migration.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.caravan.hub.config.ConfigException;

/** Writes what became of a migration: for programs that read the files of ClickhouseMigratorS3, and for people. */
final class ReportFiles {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss");
    private static final Duration BETWEEN = Duration.ofSeconds(5);
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final MigrationClient client;
    private final Path folder;
    private final Clock clock;
    private long shown = -1;
    private Instant next = Instant.MIN;

    /** @param clock whose zone is that of the files */
    ReportFiles(MigrationClient client, Path folder, Clock clock) {
        this.client = client;
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * Finds out before anything is done whether the files can be written.
     *
     * @throws ConfigException when there is a progress file that is none
     */
    static void check(Path folder) throws IOException {
        Files.createDirectories(folder);
        OldProgress.read(folder.resolve(OldProgress.NAME));
        if (!Files.isWritable(folder)) {
            throw new ConfigException("--report-path: nothing can be written to " + folder);
        }
    }

    /** Notes in the progress file how far it is, when that has changed and not more often than makes sense. */
    void progress(Job job) throws IOException {
        if (job.partitions().done() != shown && !clock.instant().isBefore(next)) {
            shown = job.partitions().done();
            next = clock.instant().plus(BETWEEN);
            progress(client.report(job.id()));
        }
    }

    /** Writes everything; the files. */
    List<Path> write(String id) throws IOException {
        JsonNode report = client.report(id);
        var old = new OldReport(report, clock.getZone());
        String stamp = STAMP.format(clock.instant().atZone(clock.getZone()));
        Path own = folder.resolve("migration_" + id + ".json");
        return List.of(
                progress(report),
                AtomicFile.write(
                        folder.resolve("clickhouse_s3_migration_report_" + stamp + ".json"),
                        JSON.writeValueAsString(old.json())),
                AtomicFile.write(own, JSON.writeValueAsString(report)),
                AtomicFile.write(folder.resolve("migration_" + id + ".html"), client.page(id)));
    }

    private Path progress(JsonNode report) throws IOException {
        Path file = folder.resolve(OldProgress.NAME);
        OldProgress progress = OldProgress.read(file);
        for (JsonNode table : report.path("tables")) {
            if (!"skipped".equals(table.path("state").asText())) {
                progress = progress.with(
                        table.at("/table/database").asText(),
                        table.at("/table/table").asText(),
                        completed(table));
            }
        }
        Files.createDirectories(folder);
        progress.write(file);
        return file;
    }

    private static OldProgress.Table completed(JsonNode table) {
        List<String> completed = StreamSupport.stream(table.path("items").spliterator(), false)
                .filter(item -> "verified".equals(item.path("state").asText()))
                .map(item -> item.path("value").asText())
                .toList();
        return new OldProgress.Table(
                completed, OldReport.progressStatus(table.path("state").asText()));
    }
}
