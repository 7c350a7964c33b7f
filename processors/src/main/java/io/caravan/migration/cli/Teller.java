package io.caravan.migration.cli;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.caravan.hub.client.Screen;

/** Tells the operator what happens, on the screen and in the log of the command. */
final class Teller {

    private static final Logger LOG = LoggerFactory.getLogger("migrate");

    private final Screen screen;
    private String state = "";

    Teller(Screen screen) {
        this.screen = screen;
    }

    /** A line that stays. */
    void say(String text) {
        screen.say(text);
        LOG.info("{}", text);
    }

    /** How far the migration is; the log has the line when its state changes. */
    void show(Job job, ProgressLine line) {
        screen.show(line.bar(job), line.plain(job));
        if (!state.equals(job.state())) {
            state = job.state();
            LOG.info("{}: {}", job.id(), line.plain(job).strip());
        }
    }

    Screen screen() {
        return screen;
    }
}
