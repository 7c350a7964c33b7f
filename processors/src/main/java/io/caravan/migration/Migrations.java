package io.caravan.migration;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All migrations. Each change is in the migration's journal before it counts; what is kept here is read from there. */
public final class Migrations {

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final String ASKED = "asked";
    private static final String STATE = "state";
    private static final String TABLE = "table";
    private static final String FINALIZED = "finalized";

    private final MigrationJournals journals;
    private final ObjectMapper json;
    private final Clock clock;
    private final Map<String, Migration> byId = new ConcurrentHashMap<>();
    private boolean loaded;

    public Migrations(MigrationJournals journals, ObjectMapper json, Clock clock) {
        this.journals = journals;
        this.json = json;
        this.clock = clock;
    }

    /** The newest first. */
    public synchronized List<Migration> all() {
        load();
        return byId.values().stream()
                .sorted(Comparator.comparing(Migration::createdAt).reversed().thenComparing(Migration::id))
                .toList();
    }

    public synchronized Optional<Migration> find(String id) {
        load();
        return Optional.ofNullable(byId.get(id));
    }

    synchronized void create(MigrationRequest request, String key) {
        load();
        var migration = Migration.create(request, key, clock.instant());
        var detail = new LinkedHashMap<String, Object>();
        detail.put("request", request);
        detail.put("key", key);
        keep(migration, new Entry(ASKED, "", detail));
    }

    synchronized void change(String id, MigrationState state, String reason) {
        Migration before = known(id);
        if (before.state() != state || !before.reason().equals(reason)) {
            keep(
                    before.in(state, reason, clock.instant()),
                    new Entry(STATE, "", Map.of("state", state, "reason", reason)));
            LOG.info(
                    "Migration {} ({}) is {}{}",
                    id,
                    before.request().what(),
                    state.word(),
                    reason.isEmpty() ? "" : ": " + reason);
        }
    }

    synchronized void note(String id, TableOutcome outcome) {
        keep(known(id).with(outcome, clock.instant()), new Entry(TABLE, "", Map.of("outcome", outcome)));
    }

    synchronized void finalized(String id) {
        keep(known(id).asFinal(clock.instant()), new Entry(FINALIZED, "", Map.of()));
    }

    /** The states that it has had, the first one first. */
    List<MigrationReport.Step> history(String id) {
        return journals.journalOf(id).entries().stream()
                .filter(entry -> entry.step().equals(STATE))
                .map(entry -> new MigrationReport.Step(
                        MigrationState.of(String.valueOf(entry.detail().get("state"))),
                        String.valueOf(entry.detail().get("reason")),
                        entry.at()))
                .toList();
    }

    private Migration known(String id) {
        return find(id).orElseThrow(() -> new MigrationException("there is no migration " + id));
    }

    private void keep(Migration migration, Entry entry) {
        journals.journalOf(migration.id()).append(entry);
        byId.put(migration.id(), migration);
    }

    private void load() {
        if (!loaded) {
            journals.runs().forEach(this::load);
            loaded = true;
        }
    }

    private void load(String id) {
        try {
            Migration migration = null;
            for (Entry entry : journals.journalOf(id).entries()) {
                migration = step(entry).apply(migration);
            }
            if (migration != null) {
                byId.put(id, migration);
            }
        } catch (MigrationException | UncheckedIOException e) {
            // The others go on; this one stays as it is until somebody has looked at its journal.
            LOG.error("Migration {} is left alone: {}", id, e.getMessage());
        }
    }

    private UnaryOperator<Migration> step(Entry entry) {
        Map<String, Object> detail = entry.detail();
        return switch (entry.step()) {
            case ASKED ->
                none -> Migration.create(
                        json.convertValue(detail.get("request"), MigrationRequest.class),
                        String.valueOf(detail.get("key")),
                        entry.at());
            case STATE ->
                migration -> migration.in(
                        MigrationState.of(String.valueOf(detail.get("state"))),
                        String.valueOf(detail.get("reason")),
                        entry.at());
            case TABLE ->
                migration -> migration.with(json.convertValue(detail.get("outcome"), TableOutcome.class), entry.at());
            case FINALIZED -> migration -> migration.asFinal(entry.at());
            default -> migration -> migration;
        };
    }
}
