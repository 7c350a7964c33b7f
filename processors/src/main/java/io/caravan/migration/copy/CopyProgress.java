package io.caravan.migration.copy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.caravan.migration.TableName;

/** What is known about a copy, in a table beside it: each note is one insert, whole or not at all. */
final class CopyProgress {

    /** The two tables, by UUID, and what the first one's settings were: begins a copy. */
    static final String BEGUN = "begun";
    /** The target's partition is about to be replaced: nothing is known about it until it is. */
    static final String REPLACING = "replacing";
    /** The target's partition holds the rows of these parts of the source. */
    static final String COVERED = "covered";
    /** Rows of these parts of the source are about to be attached, as parts with these UUIDs. */
    static final String CARRYING = "carrying";
    /** They were. */
    static final String CARRIED = "carried";
    /** The tables were exchanged, and all rows are where they belong. */
    static final String SWAPPED = "swapped";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> DURABLE = Map.of("async_insert", "0");

    private final CopyServer server;
    private final TableName table;

    CopyProgress(CopyServer server, TableName table) {
        this.server = server;
        this.table = table;
    }

    /** @param parts names of parts; for {@link #BEGUN} other texts */
    record Note(String kind, List<String> parts, List<String> uuids) {}

    void create() {
        server.run(
                "CREATE TABLE IF NOT EXISTS " + table.sql()
                        + " (`partition` String, `n` UInt64, `at` DateTime64(3, 'UTC') DEFAULT now64(3), `kind` String,"
                        + " `parts` Array(String), `uuids` Array(String)) ENGINE = MergeTree ORDER BY (partition, n)"
                        + " SETTINGS fsync_after_insert = 1, fsync_part_directory = 1"
                        + " COMMENT 'How far the copy of the table to another storage policy is'",
                Map.of(),
                Map.of());
    }

    void note(String partition, String kind, List<String> parts, List<String> uuids) {
        server.run(
                "INSERT INTO " + table.sql() + " (partition, n, kind, parts, uuids)"
                        + " SELECT {partition:String}, max(n) + 1, {kind:String}, {parts:Array(String)}, {uuids:Array(String)}"
                        + " FROM " + table.sql(),
                Map.of("partition", partition, "kind", kind, "parts", parts, "uuids", uuids),
                DURABLE);
    }

    Optional<Note> last(String kind) {
        return notes("").stream().filter(note -> note.kind().equals(kind)).reduce((a, b) -> b);
    }

    /** Parts of the source whose rows the partition of the target has; empty when that is not known. */
    Optional<Set<String>> covered(String partition) {
        Set<String> parts = null;
        for (Note note : notes(partition)) {
            switch (note.kind()) {
                case REPLACING -> parts = null;
                case COVERED -> parts = new LinkedHashSet<>(note.parts());
                case CARRIED -> {
                    if (parts != null) {
                        parts.addAll(note.parts());
                    }
                }
                default -> {}
            }
        }
        return Optional.ofNullable(parts);
    }

    /** Rows on their way to the partition, of which nobody noted that they have arrived. */
    Optional<Note> carrying(String partition) {
        List<Note> notes = notes(partition);
        return notes.isEmpty() || !notes.get(notes.size() - 1).kind().equals(CARRYING)
                ? Optional.empty()
                : Optional.of(notes.get(notes.size() - 1));
    }

    private List<Note> notes(String partition) {
        Map<String, Object> parameters = new HashMap<>(CopyTables.of(table, partition));
        List<Note> notes = new ArrayList<>();
        for (Map<String, String> row : server.rows(
                "SELECT kind, toJSONString(parts) AS parts, toJSONString(uuids) AS uuids FROM " + table.sql()
                        + " WHERE partition = {partition:String} ORDER BY n",
                parameters)) {
            notes.add(new Note(row.get("kind"), texts(row.get("parts")), texts(row.get("uuids"))));
        }
        return notes;
    }

    private static List<String> texts(String json) {
        try {
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new CopyException("the progress of the copy cannot be read: " + json, e);
        }
    }
}
