package io.caravan.cdr.sync.cli;

import java.io.IOException;
import java.math.RoundingMode;
import java.util.Locale;

import io.caravan.hub.client.HubPatience;
import io.caravan.hub.client.Screen;

/** Follows a job to its end. The job is the hub's: whoever stops following it stops nothing. */
final class Follower {

    private static final int MONEY_PLACES = 6;

    private final HubClient hub;
    private final Screen screen;
    private final int attempts;
    private final HubPatience patience;
    private final ProgressLine line;
    private volatile boolean following;

    /** @param attempts failures in a row of every window that is left, after which following is given up */
    Follower(HubClient hub, Screen screen, ProgressLine line, int attempts) {
        this.hub = hub;
        this.screen = screen;
        this.attempts = attempts;
        this.line = line;
        this.patience = new HubPatience(screen);
    }

    /**
     * A hub that goes away meanwhile is waited for.
     *
     * @return 0 when the job is done, 1 when it was cancelled or only fails
     */
    int follow(String id) throws IOException, InterruptedException {
        Job job = hub.job(id);
        following = true;
        Runtime.getRuntime().addShutdownHook(new Thread(() -> detach(id), "detach"));
        try {
            show(job);
            while (!job.ended() && !job.stuck(attempts)) {
                if (!patience.aSecond()) {
                    return 1;
                }
                job = patience.ask(() -> hub.job(id));
                show(job);
            }
        } finally {
            following = false;
        }
        return tell(job);
    }

    private void show(Job job) {
        screen.show(line.bar(job), line.plain(job));
    }

    private int tell(Job job) {
        if (job.done()) {
            screen.say(String.format(
                    Locale.ROOT,
                    "Done: %,d records, fee %s",
                    job.records(),
                    job.fee().setScale(MONEY_PLACES, RoundingMode.HALF_UP).toPlainString()));
            return 0;
        }
        if (!job.ended()) {
            job.errors()
                    .forEach(fault -> screen.say("  " + fault.day() + " " + fault.account() + " failed "
                            + fault.attempts() + " times: " + fault.error()));
        }
        screen.say(
                job.ended()
                        ? "Cancelled"
                        : "What is left (" + job.windows().failed()
                                + ") fails again and again. The hub goes on trying; " + howTo(job.id(), "cancel")
                                + " ends that");
        return 1;
    }

    private void detach(String id) {
        if (following) {
            screen.say("The hub goes on with it: " + howTo(id, "status") + " tells how far it is, ./caravan sync --id "
                    + id + " follows it");
        }
        patience.end();
    }

    private static String howTo(String id, String what) {
        return "./caravan sync " + what + " " + id;
    }
}
