package io.caravan.cdr;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets one call at a time reach a node while several of its windows are being worked on: the next one begins when the reply
 * of the last has been read, which is before all of it is stored and proved.
 */
public final class NodeCalls {

    /** Windows at work: one that is asked for, and one that is stored to its end and proved. More would cost memory alone. */
    private static final int AT_WORK = 2;

    /** The calls of one turn at a node; those that wait are served in order. */
    public static final class Turn {

        private final Semaphore free = new Semaphore(1, true);
        private final Semaphore atWork = new Semaphore(AT_WORK, true);

        private Turn() {}
    }

    /** To call the node, or to work on windows; whichever thread sees the end first ends it. */
    public static final class Permit {

        private final Runnable next;
        private final AtomicBoolean ended = new AtomicBoolean();

        private Permit(Runnable next) {
            this.next = next;
        }

        void end() {
            if (ended.compareAndSet(false, true)) {
                next.run();
            }
        }
    }

    /** Windows that are asked for together, the permit to ask for them, and the one to work on them. */
    public record Asking(List<Window> windows, Permit call, Permit work) {}

    public Turn turn() {
        return new Turn();
    }

    /** The windows in their order, each when the node is free for them. Whoever gets some tells when they are done. */
    public Iterator<Asking> oneByOne(Turn turn, List<List<Window>> all) {
        Iterator<List<Window>> rest = all.iterator();
        return new Iterator<>() {

            @Override
            public boolean hasNext() {
                return rest.hasNext();
            }

            @Override
            public Asking next() {
                List<Window> windows = rest.next();
                Permit work = begin(turn.atWork);
                return new Asking(windows, begin(turn), work);
            }
        };
    }

    /**
     * Waits until no other call of the turn is under way.
     *
     * @throws IllegalStateException when the thread is interrupted meanwhile
     */
    public Permit begin(Turn turn) {
        return begin(turn.free);
    }

    private static Permit begin(Semaphore free) {
        try {
            free.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a reply of the node", e);
        }
        return new Permit(free::release);
    }

    /** One of several calls with none of another window in between. */
    public Permit part() {
        return new Permit(() -> {});
    }

    /** All is done about the windows, or given up. */
    public void done(Asking asking) {
        asking.call().end();
        asking.work().end();
    }

    /** The next one may begin. */
    public void end(Permit call) {
        call.end();
    }
}
