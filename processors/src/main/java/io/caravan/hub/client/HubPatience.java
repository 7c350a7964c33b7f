package io.caravan.hub.client;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for a hub: for the next moment to ask it, and while it is away, since one that restarts is back in seconds. */
public final class HubPatience {

    private static final int MOST_MISSED = 60;

    private final Screen screen;
    private final CountDownLatch interrupted = new CountDownLatch(1);

    public HubPatience(Screen screen) {
        this.screen = screen;
    }

    /** What is asked. */
    @FunctionalInterface
    public interface Question<T> {
        T ask() throws IOException;
    }

    /** @throws HubAwayException when the hub stays away, or nobody waits any more */
    public <T> T ask(Question<T> question) throws IOException, InterruptedException {
        for (int missed = 1; ; missed++) {
            try {
                return question.ask();
            } catch (HubAwayException e) {
                if (missed == 1) {
                    screen.say("caravan: " + e.getMessage() + "; waiting for it");
                }
                if (missed == MOST_MISSED || !aSecond()) {
                    throw e;
                }
            }
        }
    }

    /** @return false as soon as nobody waits any more */
    public boolean aSecond() throws InterruptedException {
        return !interrupted.await(1, TimeUnit.SECONDS);
    }

    /** Nobody waits any more. */
    public void end() {
        interrupted.countDown();
    }
}
