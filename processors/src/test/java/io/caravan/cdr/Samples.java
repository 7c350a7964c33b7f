package io.caravan.cdr;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Values that several tests use. */
final class Samples {

    static final PullTimes TIMES = new PullTimes(
            1, Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofSeconds(30), Duration.ofMinutes(30));

    private Samples() {}

    static VosNode node(String zone) {
        return new VosNode(
                1,
                "sample",
                URI.create("http://127.0.0.1:9090"),
                ZoneId.of(zone),
                true,
                "text/html",
                Duration.ZERO,
                Duration.ofSeconds(1),
                List.of());
    }

    static Window window(String zone, String day) {
        return Window.first(node(zone), "8001", LocalDate.parse(day));
    }

    static PullRun run(String start) {
        return new PullRun(new UUID(1, 2), Instant.parse(start));
    }

    static Clock clock(String now) {
        return Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
    }
}
