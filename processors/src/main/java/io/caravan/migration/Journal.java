package io.caravan.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What migrations did to a table, or what became of a migration: it explains, and keeps what is to be compared later. What
 * is true of a table is asked of ClickHouse.
 */
public final class Journal {

    private final JournalFile file;
    private final String run;
    private final ObjectMapper json;
    private final Clock clock;

    /** @param run the migration that appends */
    Journal(JournalFile file, String run, ObjectMapper json, Clock clock) {
        this.file = file;
        this.run = run;
        this.json = json;
        this.clock = clock;
    }

    /** Adds entries, which are on disk when this returns. */
    public void append(Entry... entries) {
        append(Arrays.asList(entries));
    }

    /** Adds entries, which are on disk when this returns. */
    public void append(List<Entry> entries) {
        try {
            List<String> lines = new ArrayList<>();
            for (Entry entry : entries) {
                lines.add(json.writeValueAsString(entry.of(run, clock.instant())));
            }
            file.append(lines);
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * Everything that was ever noted, of other migrations too, the oldest first.
     *
     * @throws MigrationException when the file is damaged
     */
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        each(entries::add);
        return entries;
    }

    /** What this migration noted, the oldest first. */
    public List<Entry> ofRun() {
        List<Entry> entries = new ArrayList<>();
        eachOfRun(entries::add);
        return entries;
    }

    /** Gives what this migration noted, the oldest first, and keeps none of it. */
    void eachOfRun(Consumer<Entry> taker) {
        each(entry -> {
            if (run.equals(entry.run())) {
                taker.accept(entry);
            }
        });
    }

    private void each(Consumer<Entry> taker) {
        try {
            file.each(line -> taker.accept(read(line)));
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be read: " + e.getMessage(), e);
        }
    }

    private Entry read(String line) {
        try {
            return json.readValue(line, Entry.class);
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be read: " + e.getMessage(), e);
        }
    }
}
