package io.caravan.cdr.statistics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.caravan.cdr.VosNode;
import io.caravan.cdr.VosNodes;

/**
 * Looks for days whose statistics are stale: among those marked lately, and every hour, beginning with the first look, among
 * all that were ever marked.
 */
public final class StaleDays {

    private static final Logger LOG = LoggerFactory.getLogger(StaleDays.class);

    private static final int MOST_DAYS = 100;
    private static final Duration LATELY = Duration.ofHours(2);
    private static final Duration EVER = Duration.ofDays(10_000);
    private static final Duration ABANDONED = Duration.ofHours(1);
    private static final Duration BETWEEN_FULL_LOOKS = Duration.ofHours(1);

    private final Duration pause;
    private final Duration confirm;
    private final VosNodes nodes;
    private final Clock clock;
    private Instant fullLook = Instant.MIN;

    /**
     * One look.
     *
     * @param full whether it is among all days
     * @param begun by the clock of the hub
     */
    public record Look(boolean full, Instant begun) {}

    /**
     * @param pause least time between two computations of a day
     * @param confirm time after a mark from which a computation is the last one
     */
    public StaleDays(Duration pause, Duration confirm, VosNodes nodes, Clock clock) {
        this.pause = pause;
        this.confirm = confirm;
        this.nodes = nodes;
        this.clock = clock;
    }

    public synchronized Look begin() {
        Instant now = clock.instant();
        return new Look(fullLook.equals(Instant.MIN) || now.isAfter(fullLook.plus(BETWEEN_FULL_LOOKS)), now);
    }

    /** The parameters of the question for stale days. */
    public Map<String, Object> question(Look look) {
        return Map.of(
                "within", (look.full() ? EVER : LATELY.plus(confirm)).toSeconds(),
                "pause", pause.toMillis(),
                "confirm", confirm.toMillis(),
                "limit", MOST_DAYS);
    }

    /** The parameters of the question for staging tables that nobody works on any more. */
    public Map<String, Object> leftovers() {
        return Map.of("names", DayAttempt.STAGING_TABLES, "seconds", ABANDONED.toSeconds());
    }

    /**
     * What a look found.
     *
     * @param rows node, day, version and zone of each day
     */
    public synchronized List<DayAttempt> attempts(List<Map<String, Object>> rows, Look look) {
        // With more than fit into one look the next one is a full one again.
        if (look.full() && rows.size() < MOST_DAYS) {
            fullLook = look.begun();
        }
        return rows.stream().map(this::attempt).toList();
    }

    private DayAttempt attempt(Map<String, Object> row) {
        int node = ((Number) row.get("node")).intValue();
        LocalDate day = (LocalDate) row.get("day");
        String zone = (String) row.get("zone");
        return new DayAttempt(
                node,
                day,
                ((Number) row.get("version")).longValue(),
                zone.isEmpty() ? configuredZone(node, day) : zone,
                UUID.randomUUID());
    }

    private String configuredZone(int node, LocalDate day) {
        Optional<VosNode> configured =
                nodes.all().stream().filter(known -> known.id() == node).findFirst();
        if (configured.isEmpty()) {
            LOG.warn("Node {} is not configured, so that the hours of {} are counted in UTC", node, day);
        }
        return configured.map(known -> StoreZone.nameOf(known.zone())).orElse(StoreZone.UTC);
    }
}
