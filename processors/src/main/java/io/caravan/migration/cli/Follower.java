package io.caravan.migration.cli;

import java.io.IOException;
import java.util.Optional;

import io.caravan.hub.client.HubAwayException;
import io.caravan.hub.client.HubPatience;

/**
 * Follows a migration to its end. That of a hub goes on when nobody follows it any more; that of the command's own hub ends
 * with it, after the partition that is under way, and is gone on with by the next command.
 */
final class Follower {

    /** How often the command's own hub is told to look whether it can go on: nothing else tells it. */
    private static final int SECONDS_BETWEEN_NUDGES = 5;

    private final Place place;
    private final Teller teller;
    private final ReportFiles reports;
    private final HubPatience patience;
    private volatile boolean following;

    Follower(Place place, Teller teller, ReportFiles reports) {
        this.place = place;
        this.teller = teller;
        this.reports = reports;
        this.patience = new HubPatience(teller.screen());
    }

    /** @return how the migration stands in the end; empty when nobody follows it any more */
    Optional<Job> follow(Job begun, ProgressLine line) throws IOException, InterruptedException {
        String id = begun.id();
        Job job = begun;
        following = true;
        Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(id), "leave"));
        try {
            teller.show(job, line);
            for (int second = 1; !job.ended(); second++) {
                if (!patience.aSecond()) {
                    return Optional.empty();
                }
                if (place.isOwn() && second % SECONDS_BETWEEN_NUDGES == 0 && goesOn(job)) {
                    patience.ask(() -> place.client().tell(id, "continue"));
                }
                job = patience.ask(() -> place.client().job(id));
                teller.show(job, line);
                reports.progress(job);
            }
        } catch (HubAwayException e) {
            // The hub of a command that was told to end is away, as it should be.
            if (!following) {
                return Optional.empty();
            }
            throw e;
        } finally {
            following = false;
        }
        return Optional.of(job);
    }

    private static boolean goesOn(Job job) {
        return !job.ended() && !"paused".equals(job.state());
    }

    private void leave(String id) {
        if (!following) {
            return;
        }
        following = false;
        patience.end();
        if (!place.isOwn()) {
            teller.say("The hub goes on with it: ./caravan migrate status " + id + " tells how far it is");
            return;
        }
        teller.say("Stopping after the partition that is under way …");
        try {
            place.close();
            teller.say("Stopped. The same command goes on with it");
        } catch (Exception e) {
            teller.say("While stopping: " + e.getMessage());
        }
    }
}
