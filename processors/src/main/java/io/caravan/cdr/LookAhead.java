package io.caravan.cdr;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Makes the next thing while the last one is being used. Each is made in a thread that ends with it, so that none stays
 * behind whatever becomes of the user.
 */
final class LookAhead<T> {

    private final String name;
    private final Supplier<Optional<T>> source;
    private final Runnable giveUp;
    private FutureTask<Optional<T>> ahead;

    /**
     * @param name of the thread
     * @param source asked by one thread at a time; empty: there is nothing more
     * @param giveUp run when no more is wanted; must break off the making of what is being made
     */
    LookAhead(String name, Supplier<Optional<T>> source, Runnable giveUp) {
        this.name = name;
        this.source = source;
        this.giveUp = giveUp;
    }

    /** The next thing; the one after it is begun. */
    Optional<T> take() {
        if (ahead == null) {
            begin();
        }
        Optional<T> made = made();
        if (made.isPresent()) {
            begin();
        }
        return made;
    }

    private void begin() {
        ahead = new FutureTask<>(source::get);
        var thread = new Thread(ahead, name);
        thread.setDaemon(true);
        thread.start();
    }

    private Optional<T> made() {
        try {
            return ahead.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + name, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            } else if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(name + " failed", e.getCause());
        }
    }

    /** Nothing more is wanted. */
    void close() {
        giveUp.run();
    }
}
