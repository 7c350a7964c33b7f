package io.caravan.embedded.vos.server;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Makes replies wait. Closing it lets every waiting one go at once. */
final class Latency implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Latency.class.getName());

    private final CountDownLatch closed = new CountDownLatch(1);

    void await(long ms) {
        try {
            if (ms > 0 && closed.await(ms, TimeUnit.MILLISECONDS)) {
                LOG.log(System.Logger.Level.DEBUG, "Closing: a reply goes out before its latency is over");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
