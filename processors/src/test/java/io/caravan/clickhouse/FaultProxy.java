package io.caravan.clickhouse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import io.caravan.embedded.FreePorts;

/** Stands between the component and the server, and breaks connections on demand. */
public final class FaultProxy implements AutoCloseable {

    private final URI server;
    // Of our own range: once it is closed, nobody else is to answer there.
    private final ServerSocket listener = new ServerSocket(FreePorts.one(), 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fault-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger repliesToDrop = new AtomicInteger();
    private volatile BooleanSupplier dropping = () -> false;
    private final ByteArrayOutputStream requests = new ByteArrayOutputStream();
    private volatile boolean refusing;

    public FaultProxy(String serverUrl) throws IOException {
        server = URI.create(serverUrl);
        threads.execute(this::accept);
    }

    public String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    public int connections() {
        return connections.get();
    }

    /** The next replies are swallowed when they arrive: what was asked has been done, but the asker sees a broken connection. */
    public void dropReplies(int count) {
        repliesToDrop.set(count);
    }

    /** Swallows every reply for which this says so. Several threads ask. */
    public void dropReplies(BooleanSupplier which) {
        dropping = which;
    }

    /** Closes every connection at once. */
    public void refuse(boolean refuse) {
        refusing = refuse;
    }

    /** All bytes that went to the server. */
    public byte[] requests() {
        synchronized (requests) {
            return requests.toByteArray();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                connections.incrementAndGet();
                if (refusing) {
                    client.close();
                } else {
                    connect(client);
                }
            } catch (IOException e) {
                // The listener was closed: the test is over.
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
        threads.execute(() -> pump(client, upstream, true));
        threads.execute(() -> pump(upstream, client, false));
    }

    private void pump(Socket from, Socket to, boolean request) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[16 * 1024];
            int length;
            while ((length = in.read(buffer)) >= 0) {
                if (request) {
                    synchronized (requests) {
                        requests.write(buffer, 0, length);
                    }
                } else if (repliesToDrop.getAndUpdate(left -> Math.max(0, left - 1)) > 0 || dropping.getAsBoolean()) {
                    return;
                }
                out.write(buffer, 0, length);
                out.flush();
            }
        } catch (IOException e) {
            // The other side is gone, as it should be when a connection is broken on purpose.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
