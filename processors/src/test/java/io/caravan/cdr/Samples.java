package io.caravan.cdr;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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

    static final PullTimes TIMES = new PullTimes(1, Duration.ofMinutes(10), Duration.ofHours(1), List.of(1, 3, 7));

    /** No jitter. */
    static final RetryPauses PAUSES = new RetryPauses(Duration.ofSeconds(30), Duration.ofMinutes(30), () -> 0.5);

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
        return new PullRun(
                new UUID(1, 2), Instant.parse(start), Instant.parse(start).toEpochMilli());
    }

    /** A pull of windows of which the store holds nothing. */
    static WindowPull pull(PullRun run, Window... windows) {
        return new WindowPull(List.of(windows), run, KnownRecords.NONE, window -> false);
    }

    /** What a node replies when all is well. */
    static InputStream reply(String records) {
        String body = "{\"retCode\":0,\"infoCdrs\":[" + records + "]}";
        return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
    }

    /** Of a heap so small that the first batch of a reply may take all of it. */
    static BatchRoom room() {
        return new BatchRoom(32 << 20);
    }

    static Clock clock(String now) {
        return Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
    }
}
