package io.caravan.migration.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.caravan.hub.config.ConfigException;

/**
 * {@code migration_progress.json}, in the format of ClickhouseMigratorS3. It only explains: where partitions really are is
 * asked of ClickHouse.
 *
 * @param databases by name, their tables by name
 */
record OldProgress(Map<String, Map<String, Table>> databases) {

    static final String NAME = "migration_progress.json";
    static final String COMPLETED = "completed";

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * How far a table is.
     *
     * @param completed values of partition keys, as {@code system.parts.partition} has them
     * @param status running, completed or failed
     */
    record Table(@JsonProperty("completed_partitions") List<String> completed, String status) {

        Table {
            completed = completed == null ? List.of() : List.copyOf(completed);
        }
    }

    /** @throws ConfigException when there is a file, and it is none of this format; it is left as it is */
    static OldProgress read(Path file) {
        try {
            return Files.notExists(file)
                    ? new OldProgress(Map.of())
                    : new OldProgress(JSON.readValue(Files.readAllBytes(file), new TypeReference<>() {}));
        } catch (JsonProcessingException e) {
            throw new ConfigException(
                    file + " is no progress file of a migration; move it away, or name another one by --progress", e);
        } catch (IOException e) {
            throw new ConfigException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * What a run had completed of tables that it had not completed.
     *
     * @param table null: all of the database
     */
    Map<String, List<String>> unfinished(String database, String table) {
        Map<String, List<String>> unfinished = new LinkedHashMap<>();
        databases.getOrDefault(database, Map.of()).forEach((name, progress) -> {
            if (!COMPLETED.equals(progress.status()) && (table == null || table.equals(name))) {
                unfinished.put(name, progress.completed());
            }
        });
        return unfinished;
    }

    OldProgress with(String database, String table, Table progress) {
        Map<String, Map<String, Table>> all = new LinkedHashMap<>(databases);
        Map<String, Table> tables = new TreeMap<>(all.getOrDefault(database, Map.of()));
        tables.put(table, progress);
        all.put(database, tables);
        return new OldProgress(all);
    }

    void write(Path file) throws IOException {
        AtomicFile.write(file, JSON.writeValueAsString(databases) + System.lineSeparator());
    }
}
