package io.caravan.cdr.sync.cli;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

import io.caravan.hub.client.Bar;

/** How far a job is, in a line. */
final class ProgressLine {

    private final Clock clock;

    ProgressLine(Clock clock) {
        this.clock = clock;
    }

    String bar(Job job) {
        return Bar.drawn(share(job));
    }

    String plain(Job job) {
        Job.Windows windows = job.windows();
        if (windows.total() == null) {
            return job.state() + ", waiting for a turn at node " + job.node();
        }
        var line = new StringBuilder(String.format(
                Locale.ROOT,
                "%3.0f %%  %,d of %,d windows, %,d records",
                Math.floor(share(job) * 100),
                windows.done(),
                windows.total(),
                job.records()));
        if (windows.failed() > 0) {
            line.append(String.format(Locale.ROOT, ", %,d failed", windows.failed()));
        }
        if (!"running".equals(job.state())) {
            line.append(", ").append(job.state());
        } else if (job.readyAt() != null) {
            line.append(", ").append(left(job)).append(" left");
        }
        return line.toString();
    }

    private static double share(Job job) {
        Long total = job.windows().total();
        return total == null || total == 0 ? 0 : (double) job.windows().done() / total;
    }

    private String left(Job job) {
        return Bar.duration(Duration.between(clock.instant(), job.readyAt()));
    }
}
