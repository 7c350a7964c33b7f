package io.caravan.cdr.sync;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.caravan.hub.http.Problem;
import io.caravan.hub.http.ProblemException;

/** Decides what becomes of jobs; the routes read and write them. */
public final class SyncJobs {

    private static final Map<String, SyncState> WISHES =
            Map.of("pause", SyncState.PAUSED, "resume", SyncState.RUNNING, "cancel", SyncState.CANCELLED);

    private final Clock clock;

    public SyncJobs(Clock clock) {
        this.clock = clock;
    }

    /** Parameters that find the jobs which may answer the request: that of its key, and those of the same range. */
    public Map<String, Object> question(SyncRequest request) {
        return Map.of(
                "id", request.key().isEmpty() ? "" : idOfKey(request.key()),
                "node", request.node(),
                "from", request.from(),
                "to", request.to(),
                "asked", request.asked());
    }

    /**
     * The job that answers the request: one of these, or a new one. Its id follows from the request, so that two hubs that
     * are asked at once make the same job.
     *
     * @throws ProblemException 409 when the key was given to another request
     */
    public SyncJob answer(SyncRequest request, List<SyncJob> found) {
        if (!request.key().isEmpty()) {
            return ofKey(request, found);
        }
        return found.stream()
                .filter(job -> job.state().open())
                .findFirst()
                .orElseGet(() -> create(idOfRange(request, found.size()), request));
    }

    private SyncJob ofKey(SyncRequest request, List<SyncJob> found) {
        String id = idOfKey(request.key());
        Optional<SyncJob> known =
                found.stream().filter(job -> job.id().equals(id)).findFirst();
        known.filter(job -> !job.asksFor(request)).ifPresent(job -> {
            throw conflict("key-reused", "The Idempotency-Key was given to another sync before: " + job + ".");
        });
        return known.orElseGet(() -> create(id, request));
    }

    private SyncJob create(String id, SyncRequest request) {
        return SyncJob.create(id, request, clock.instant());
    }

    public boolean isNew(SyncJob answer, List<SyncJob> found) {
        return !found.contains(answer);
    }

    /** 201 when this request made the job that is stored; 200 when it was there, or another request was first. */
    public int status(SyncJob answer, List<SyncJob> found, SyncJob stored) {
        return isNew(answer, found) && stored.wishId().equals(answer.wishId()) ? 201 : 200;
    }

    /**
     * The job as an operator wishes it; the same when it is so already.
     *
     * @param wish pause, resume or cancel
     * @throws ProblemException 404 when there is no such wish, 409 when it comes too late
     */
    public SyncJob wished(SyncJob job, String wish) {
        SyncState state = WISHES.get(wish);
        if (state == null) {
            throw new ProblemException(Problem.of(
                    404, "no-such-endpoint", "Nothing is here", "A sync can be told to pause, resume or cancel."));
        } else if (job.state() == state) {
            return job;
        } else if (!job.state().open()) {
            throw conflict("sync-ended", "The sync is " + job.state().word() + " and stays so. Ask for a new one.");
        }
        return job.wished(state, clock.instant());
    }

    /** @throws ProblemException 409 when somebody else changed the job at the same moment */
    public void agree(SyncJob wanted, SyncJob stored) {
        if (wanted.state() != stored.state()) {
            throw conflict(
                    "sync-changed",
                    "Somebody else changed the sync at the same moment: it is "
                            + stored.state().word() + ".");
        }
    }

    /** @throws ProblemException 404 when none was found */
    public SyncJob only(List<SyncJob> found) {
        return found.stream()
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.of(
                        404,
                        "no-such-sync",
                        "There is no such sync",
                        "GET /api/v1/cdrs/sync lists the ones that are.")));
    }

    public SyncJob naming(SyncJob job, List<String> accounts) {
        return job.naming(accounts);
    }

    public SyncJob done(SyncJob job) {
        return job.done(clock.instant());
    }

    private static String idOfKey(String key) {
        return id("key " + key);
    }

    private static String idOfRange(SyncRequest request, int before) {
        return id(request.node() + " " + request.from() + " " + request.to() + " " + request.asked() + " " + before);
    }

    private static String id(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static ProblemException conflict(String name, String detail) {
        return new ProblemException(Problem.of(409, name, "The request does not fit what is", detail));
    }
}
