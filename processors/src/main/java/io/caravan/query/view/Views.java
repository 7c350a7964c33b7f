package io.caravan.query.view;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.caravan.query.View;

/**
 * The views of a folder. They are checked when they are first asked for, when a file has changed, and from time to time, because
 * tables change too. While ClickHouse does not answer, those of before stay.
 */
public final class Views {

    private static final Logger LOG = LoggerFactory.getLogger(Views.class);

    /** How often files are looked at; an edit counts no later. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** How often the same files are held against the tables. */
    private static final Duration CHECK = Duration.ofMinutes(1);

    private final ViewChecks checks;
    private final Clock clock;
    private final ReentrantLock checking = new ReentrantLock();
    private volatile State state = new State(Optional.empty(), List.of(), Instant.EPOCH, Instant.EPOCH);

    private record State(Optional<Checked> checked, List<ViewFile> files, Instant looked, Instant checkedAt) {}

    public Views(ViewChecks checks, Clock clock) {
        this.checks = checks;
        this.clock = clock;
    }

    /**
     * Empty when there is no such view, or its file has verdicts.
     *
     * @throws IOException when it was never checked and ClickHouse does not answer
     */
    public Optional<View> find(String name) throws IOException {
        return Optional.ofNullable(checked().views().get(name));
    }

    /**
     * All views and verdicts.
     *
     * @throws IOException when they were never checked and ClickHouse does not answer
     */
    public Checked checked() throws IOException {
        State now = state;
        if (now.checked().isPresent() && fresh(now.looked(), LOOK)) {
            return now.checked().get();
        }
        // Whoever has views of before need not wait for those that somebody else is checking.
        if (now.checked().isPresent() && !checking.tryLock()) {
            return now.checked().get();
        }
        if (now.checked().isEmpty()) {
            checking.lock();
        }
        try {
            return look();
        } finally {
            checking.unlock();
        }
    }

    private Checked look() throws IOException {
        State before = state;
        if (before.checked().isPresent() && fresh(before.looked(), LOOK)) {
            return before.checked().get();
        }
        try {
            List<ViewFile> files = checks.files();
            if (before.checked().isPresent() && files.equals(before.files()) && fresh(before.checkedAt(), CHECK)) {
                state = new State(before.checked(), files, clock.instant(), before.checkedAt());
                return before.checked().get();
            }
            Checked after = checks.of(files);
            tell(before, after);
            state = new State(Optional.of(after), files, clock.instant(), clock.instant());
            return after;
        } catch (IOException | SchemaException e) {
            return stay(before, e);
        }
    }

    private Checked stay(State before, Exception failure) throws IOException {
        if (before.checked().isEmpty()) {
            throw failure instanceof IOException away ? away : new IOException(failure.getMessage(), failure);
        }
        LOG.warn("the views could not be checked again, those of before stay: {}", failure.getMessage());
        state = new State(before.checked(), before.files(), clock.instant(), before.checkedAt());
        return before.checked().get();
    }

    /** Each verdict is told once. */
    private static void tell(State before, Checked after) {
        List<Verdict> known = before.checked().map(Checked::verdicts).orElse(List.of());
        after.verdicts().stream()
                .filter(verdict -> !known.contains(verdict))
                .forEach(verdict -> LOG.error("{}", verdict));
    }

    private boolean fresh(Instant then, Duration age) {
        return clock.instant().isBefore(then.plus(age));
    }
}
