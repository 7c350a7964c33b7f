package io.caravan.migration;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.caravan.hub.http.Problem;
import io.caravan.hub.http.ProblemException;

/** Takes what operators wish: new migrations, and what is to become of those that are. */
public final class MigrationDesk {

    private static final Map<String, String> LATE = Map.of(
            "pause", "Only a migration that is under way can be paused.",
            "resume", "Only a paused, failed or partial migration can be resumed.",
            "cancel", "Only a migration that is open can be cancelled.",
            "rollback", "A migration that is under way must be paused or cancelled first; a finalized one stays.",
            "finalize", "Only a migration that is done or partial can be finalized.");

    private final Migrations migrations;

    public MigrationDesk(Migrations migrations) {
        this.migrations = migrations;
    }

    /**
     * The migration that answers the request: that of the key, or one that is open and asks for the same; null when a new
     * one is to be made.
     *
     * @throws ProblemException 409 when the key was given to another request
     */
    public Migration alike(MigrationRequest request, String key) {
        if (key.isEmpty()) {
            return migrations.all().stream()
                    .filter(migration ->
                            migration.state().open() && migration.request().asksForTheSameAs(request))
                    .findFirst()
                    .orElse(null);
        }
        Optional<Migration> known = migrations.find(id("key " + key));
        known.filter(migration -> !migration.request().asksForTheSameAs(request))
                .ifPresent(migration -> {
                    throw conflict(
                            "key-reused",
                            "The Idempotency-Key was given to another migration before: " + migration.id() + ".");
                });
        return known.orElse(null);
    }

    /** @throws MigrationException when there is nothing that the migration could do, and it was asked for a table */
    public void feasible(MigrationRequest request, List<TablePlan> plans) {
        if (request.mode() == Mode.SINGLE && plans.stream().allMatch(TablePlan::leftOut)) {
            throw new MigrationException("table: " + plans.get(0).skipped());
        }
    }

    /** Makes the migration; its journal is on disk when this returns. */
    public Migration create(MigrationRequest request, String key) {
        String id = key.isEmpty() ? id(UUID.randomUUID().toString()) : id("key " + key);
        migrations.create(request.withId(id), key);
        return migrations.find(id).orElseThrow();
    }

    /** @throws ProblemException 404 when there is none */
    public Migration find(String id) {
        return migrations
                .find(id)
                .orElseThrow(() -> new ProblemException(Problem.of(
                        404,
                        "no-such-migration",
                        "There is no such migration",
                        "GET /api/v1/migrations lists those that are.")));
    }

    /**
     * Notes what an operator wishes; to wish it twice does no harm.
     *
     * @param wish pause, resume, cancel, rollback, finalize, or continue: to look now whether it can go on, not by schedule
     * @throws ProblemException 404 when there is no such wish, 409 when the migration is past it
     */
    public Migration wish(Migration migration, String wish) {
        MigrationState now = migration.state();
        MigrationState next =
                switch (wish) {
                    case "pause" -> now.goesOn() && now != MigrationState.ROLLING_BACK ? MigrationState.PAUSED : now;
                    case "resume" -> resumable(now) ? MigrationState.PLANNED : now;
                    case "cancel" -> now.open() && now != MigrationState.ROLLING_BACK ? MigrationState.CANCELLED : now;
                    case "rollback" ->
                        !migration.finalized() && !now.goesOn() && now != MigrationState.ROLLED_BACK
                                ? MigrationState.ROLLING_BACK
                                : now;
                    case "finalize", "continue" -> now;
                    default ->
                        throw new ProblemException(Problem.of(
                                404,
                                "no-such-endpoint",
                                "Nothing is here",
                                "A migration can be told to pause, resume, cancel, finalize, rollback or verify."));
                };
        if (next == now && !already(migration, wish)) {
            throw conflict("migration-state", "The migration is " + now.word() + ". " + LATE.get(wish));
        } else if (next != now) {
            migrations.change(migration.id(), next, "as an operator wishes");
        }
        return find(migration.id());
    }

    private static boolean resumable(MigrationState state) {
        return List.of(MigrationState.PAUSED, MigrationState.FAILED, MigrationState.PARTIAL)
                .contains(state);
    }

    private static boolean already(Migration migration, String wish) {
        MigrationState now = migration.state();
        return switch (wish) {
            case "pause" -> now == MigrationState.PAUSED;
            case "resume" -> now.goesOn();
            // For one that is over it says nothing.
            case "continue" -> true;
            case "cancel" -> now == MigrationState.CANCELLED;
            case "rollback" -> now == MigrationState.ROLLING_BACK || now == MigrationState.ROLLED_BACK;
            default -> now == MigrationState.DONE || now == MigrationState.PARTIAL;
        };
    }

    public List<TablePlan> copied(Migration migration) {
        return migration.plans(Way.COPY);
    }

    public List<TablePlan> moved(Migration migration) {
        return migration.plans(Way.MOVE);
    }

    /** Nothing is left that a rollback would need. */
    public void finalized(Migration migration) {
        migrations.finalized(migration.id());
    }

    private static String id(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, 13);
    }

    private static ProblemException conflict(String name, String detail) {
        return new ProblemException(Problem.of(409, name, "The request does not fit what is", detail));
    }
}
