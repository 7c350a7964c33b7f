package io.caravan.cdr;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets one call at a time reach a node while several of its windows are being worked on: the next one begins when the reply
 * of the last has been read, which is before all of it is stored and proved.
 */
public final class NodeCalls {

    private final Map<Integer, Semaphore> free = new ConcurrentHashMap<>();

    /** A call that is under way, or several that are one to others; whichever thread sees the end first ends it. */
    public static final class Call {

        private final Runnable next;
        private final AtomicBoolean ended = new AtomicBoolean();

        private Call(Runnable next) {
            this.next = next;
        }

        private void end() {
            if (ended.compareAndSet(false, true)) {
                next.run();
            }
        }
    }

    /** Waits until no other call to the node is under way; those that wait get their turn in order. */
    public Call begin(VosNode node) throws InterruptedException {
        Semaphore one = free.computeIfAbsent(node.id(), id -> new Semaphore(1, true));
        one.acquire();
        return new Call(one::release);
    }

    /** One of several calls that follow each other with none of another window in between. */
    public Call part() {
        return new Call(() -> {});
    }

    /** The next one may begin. */
    public void end(Call call) {
        call.end();
    }
}
