package io.caravan.migration.cli;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

import io.caravan.hub.client.Bar;

/** How far a migration is, in a line. */
final class ProgressLine {

    private final Clock clock;
    private final long partitions;
    private final long bytes;

    /**
     * @param partitions that were planned; the hub knows of a table when it begins with it
     * @param bytes likewise
     */
    ProgressLine(Clock clock, long partitions, long bytes) {
        this.clock = clock;
        this.partitions = partitions;
        this.bytes = bytes;
    }

    String bar(Job job) {
        return Bar.drawn(share(job));
    }

    String plain(Job job) {
        long all = Math.max(partitions, job.partitions().total());
        var line = new StringBuilder(String.format(
                Locale.ROOT,
                "%3.0f %%  %,d of %,d partitions, %s of %s",
                Math.floor(share(job) * 100),
                job.partitions().done(),
                all,
                Bytes.text(job.bytes().done()),
                Bytes.text(allBytes(job))));
        if (job.partitions().failed() > 0) {
            line.append(
                    String.format(Locale.ROOT, ", %,d failed", job.partitions().failed()));
        }
        if (job.bytesPerSecond() > 0) {
            line.append(", ")
                    .append(Bytes.text(job.bytesPerSecond()))
                    .append("/s, ")
                    .append(left(job));
        }
        if (!"running".equals(job.state())) {
            line.append(", ").append(job.inWords());
        }
        if (!job.reason().isEmpty()) {
            line.append(" (").append(job.reason()).append(')');
        }
        return line.toString();
    }

    private String left(Job job) {
        long left = (allBytes(job) - job.bytes().done()) / job.bytesPerSecond();
        Duration rest = partitions > 0 || job.readyAt() == null
                ? Duration.ofSeconds(left)
                : Duration.between(clock.instant(), job.readyAt());
        return Bar.duration(rest) + " left";
    }

    private long allBytes(Job job) {
        return Math.max(bytes, job.bytes().total());
    }

    private double share(Job job) {
        if (job.done()) {
            return 1;
        }
        long all = Math.max(partitions, job.partitions().total());
        double byCount = all == 0 ? 0 : (double) job.partitions().done() / all;
        return allBytes(job) == 0 ? byCount : (double) job.bytes().done() / allBytes(job);
    }
}
