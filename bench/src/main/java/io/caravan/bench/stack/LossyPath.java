package io.caravan.bench.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** The way to a server, on which replies are lost: what was asked is done, and the asker sees a broken connection. */
public final class LossyPath implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;
    private static final int BACKLOG = 100;

    private final URI server;
    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "lossy path");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicLong lost = new AtomicLong();
    private final Random random;
    private volatile double share;

    /** Loses nothing at first. */
    public LossyPath(String serverUrl, Random random) throws IOException {
        this.server = URI.create(serverUrl);
        this.random = random;
        this.listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    public String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    /** From now on about this share of the replies is lost, 0 to 1. */
    public void lose(double ofReplies) {
        share = ofReplies;
    }

    /** Replies that were lost so far. */
    public long lost() {
        return lost.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                connect(listener.accept());
            } catch (IOException e) {
                // The listener was closed: the run is over.
                return;
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket upstream;
        try {
            upstream = new Socket(server.getHost(), server.getPort());
        } catch (ConnectException e) {
            // The server is away, and so are we.
            client.close();
            return;
        }
        threads.execute(() -> pass(client, upstream, false));
        threads.execute(() -> pass(upstream, client, true));
    }

    private void pass(Socket from, Socket to, boolean replies) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[BUFFER];
            int length;
            while ((length = in.read(buffer)) >= 0) {
                if (replies && random.nextDouble() < share) {
                    lost.incrementAndGet();
                    return;
                }
                out.write(buffer, 0, length);
                out.flush();
            }
        } catch (IOException e) {
            // One side is gone, and so is the other one now.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
