package io.caravan.behavior;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

import io.caravan.hub.health.DependencyMonitor;
import io.caravan.hub.http.Problem;
import io.caravan.hub.http.ProblemException;

/** Bounds what is on its way to Kafka, in requests and in bytes, so that a slow Kafka costs no more memory than this. */
public final class IntakeRoom {

    private static final String KAFKA = "kafka";

    private final DependencyMonitor monitor;
    private final int mostRequests;
    private final long mostBytes;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    /** @param mostBytes of unpacked bodies */
    public IntakeRoom(DependencyMonitor monitor, int mostRequests, long mostBytes) {
        this.monitor = monitor;
        this.mostRequests = mostRequests;
        this.mostBytes = mostBytes;
    }

    /**
     * Lets the request in, whose body is unpacked; its place is free again when it has been answered.
     *
     * @throws ProblemException 503 when Kafka is away, or too much waits for it
     */
    public void enter(Exchange exchange) {
        if (!monitor.state(KAFKA).up()) {
            throw new ProblemException(Problem.unavailable(KAFKA));
        }
        int size = exchange.getMessage().getBody(byte[].class).length;
        boolean full = requests.incrementAndGet() > mostRequests;
        long total = bytes.addAndGet(size);
        // A request alone may always pass: it is not larger than a request may be.
        full |= total > mostBytes && total > size;
        if (full) {
            leave(size);
            throw new ProblemException(Problem.of(
                            503,
                            "too-busy",
                            "The hub has too many requests under way",
                            "Nothing was accepted. Send the request again later.")
                    .retryAfter(1));
        }
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                leave(size);
            }
        });
    }

    private void leave(int size) {
        requests.decrementAndGet();
        bytes.addAndGet(-size);
    }
}
