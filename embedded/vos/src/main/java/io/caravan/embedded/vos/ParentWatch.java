package io.caravan.embedded.vos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Ends this process with the one that started it: its end of our standard input closes even when it is killed. */
final class ParentWatch implements Runnable {

    private static final System.Logger LOG = System.getLogger(ParentWatch.class.getName());

    private final InputStream fromParent;
    private final Runnable end;

    private ParentWatch(InputStream fromParent, Runnable end) {
        this.fromParent = fromParent;
        this.end = end;
    }

    /** Watches in the background when the system property {@code caravan.parent-watch} is true. */
    static void startIfAsked(InputStream fromParent, Runnable end) {
        if (Boolean.getBoolean("caravan.parent-watch")) {
            Thread thread = new Thread(new ParentWatch(fromParent, end), "parent-watch");
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Override
    public void run() {
        try {
            fromParent.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "Standard input broke: the parent is gone", e);
        }
        end.run();
    }
}
