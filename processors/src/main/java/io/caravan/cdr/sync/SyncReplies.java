package io.caravan.cdr.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Replies about jobs. */
public final class SyncReplies {

    /** Long enough for a node that answers slowly, short enough to tell its pace of today. */
    private static final Duration LATELY = Duration.ofMinutes(5);

    private static final double MILLIS_PER_MINUTE = 60_000;

    private final Clock clock;

    public SyncReplies(Clock clock) {
        this.clock = clock;
    }

    /** Parameters that ask for the figures of these jobs. */
    public Map<String, Object> question(List<SyncJob> jobs) {
        return Map.of(
                "ids", jobs.stream().map(SyncJob::id).toList(),
                "lately", clock.instant().minus(LATELY));
    }

    /** The answer to a request for this job. */
    public Object answer(List<SyncJob> jobs, List<SyncFigures> figures, List<String> warnings) {
        return new SyncStatus.Answer(statuses(jobs, figures).get(0), Objects.requireNonNullElse(warnings, List.of()));
    }

    /** The job with a page of its windows; one more than the page has tells that another page follows. */
    public Object page(List<SyncJob> jobs, List<SyncFigures> figures, List<SyncWindow> windows, int limit) {
        boolean more = windows.size() > limit;
        List<SyncWindow> page = more ? windows.subList(0, limit) : windows;
        SyncWindow last = more ? page.get(limit - 1) : null;
        return new SyncStatus.Page(
                statuses(jobs, figures).get(0), page, last == null ? null : last.day() + "/" + last.account());
    }

    public Object listing(List<SyncJob> jobs, List<SyncFigures> figures) {
        return new SyncStatus.Listing(statuses(jobs, figures), jobs.size());
    }

    private List<SyncStatus> statuses(List<SyncJob> jobs, List<SyncFigures> figures) {
        Map<String, SyncFigures> byId =
                figures.stream().collect(Collectors.toMap(SyncFigures::id, Function.identity()));
        return jobs.stream()
                .map(job -> status(job, byId.getOrDefault(job.id(), SyncFigures.none(job.id()))))
                .toList();
    }

    private SyncStatus status(SyncJob job, SyncFigures figures) {
        Long total = job.nameless() ? null : figures.windows();
        Long waiting = total == null ? null : total - figures.done() - figures.failed();
        double perMinute = job.running() ? perMinute(figures) : 0;
        return new SyncStatus(
                job.id(),
                job.nodeId(),
                job.from(),
                job.to(),
                job.asked(),
                job.state(),
                job.comment(),
                job.createdAt(),
                job.changedAt(),
                new SyncStatus.Windows(total, figures.done(), figures.failed(), waiting, figures.leastAttempts()),
                figures.records(),
                figures.fee(),
                figures.holdTime(),
                figures.startedAt(),
                Math.round(perMinute * 10) / 10.0,
                readyAt(perMinute, total, figures.done()),
                figures.errors());
    }

    private double perMinute(SyncFigures figures) {
        if (figures.startedAt() == null) {
            return 0;
        }
        Duration since = Duration.between(figures.startedAt(), clock.instant());
        Duration measured = since.compareTo(LATELY) < 0 ? since : LATELY;
        // The first window was done at the begin of that time, not within it.
        long windows = measured == LATELY ? figures.recently() : figures.recently() - 1;
        return Math.max(0, windows) * MILLIS_PER_MINUTE / Math.max(1000, measured.toMillis());
    }

    private Instant readyAt(double perMinute, Long total, long done) {
        if (total == null || perMinute <= 0) {
            return null;
        }
        return clock.instant().plusMillis(Math.round((total - done) / perMinute * MILLIS_PER_MINUTE));
    }
}
