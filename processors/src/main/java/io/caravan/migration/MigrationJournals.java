package io.caravan.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;

/** The journals of a ClickHouse server: one for each migration, one for each table that any of them touched. */
public final class MigrationJournals {

    private static final String SUFFIX = ".journal";

    private final Path folder;
    private final Path runs;
    private final ObjectMapper json;
    private final Clock clock;
    private final Map<Path, JournalFile> files = new ConcurrentHashMap<>();

    /**
     * @param folder of all journals
     * @param server address of ClickHouse: the same table of another server is another table
     * @param runs name of the folder in which the journals of migrations are
     */
    public MigrationJournals(Path folder, URI server, String runs, ObjectMapper json, Clock clock) {
        this.folder = folder.resolve(FileName.of(server.getHost() + "-" + server.getPort()));
        this.runs = this.folder.resolve(runs);
        this.json = json;
        this.clock = clock;
    }

    /** What was done to the table, by this migration and others. */
    public Journal journalOf(MigrationRequest migration, TablePlan table) {
        return journalOf(migration.id(), table.table());
    }

    Journal journalOf(String run, TableName table) {
        return journal(run, fileOf(table, SUFFIX));
    }

    /** Names a table among those of all servers. */
    String name(TableName table) {
        return folder.getFileName() + "/" + table.sql();
    }

    /** Beside the journal of a table. */
    Path fileOf(TableName table, String suffix) {
        return folder.resolve("tables")
                .resolve(FileName.of(table.database()))
                .resolve(FileName.of(table.table()) + suffix);
    }

    /** What became of a migration. */
    Journal journalOf(String run) {
        return journal(run, runs.resolve(FileName.of(run) + SUFFIX));
    }

    /** Ids of all migrations that were ever asked for. */
    List<String> runs() {
        if (Files.notExists(runs)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(runs)) {
            return found.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + runs, e);
        }
    }

    private Journal journal(String run, Path file) {
        return new Journal(files.computeIfAbsent(file, JournalFile::new), run, json, clock);
    }
}
