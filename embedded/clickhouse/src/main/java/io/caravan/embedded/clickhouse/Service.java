package io.caravan.embedded.clickhouse;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One query of {@code clickhouse local} that opens the ports and lasts until it is killed: while it runs, the server serves. */
record Service(Path config, int httpPort) {

    private static final Duration ANSWERING = Duration.ofSeconds(4);
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private static final String LASTING = "SELECT sleepEachRow(0.1) FROM system.numbers FORMAT Null"
            + " SETTINGS function_sleep_max_microseconds_per_block = 0, max_block_size = 1, log_queries = 0";

    private static final String KILL =
            "KILL QUERY WHERE startsWith(query, 'SELECT sleepEachRow(0.1) FROM system.numbers') ASYNC";

    List<String> arguments() {
        return List.of(
                "clickhouse",
                "--config-file=" + config,
                // Of the logger's settings this one alone is not taken from the file.
                "--log-level=information",
                "--query=SYSTEM START LISTEN HTTP; SYSTEM START LISTEN TCP; " + LASTING);
    }

    /**
     * Ends the lasting query, so that the engine closes its tables and logs in order, and waits a moment for that.
     *
     * <p>Not {@code SYSTEM SHUTDOWN}: it signals the whole process group.
     */
    void end(CountDownLatch ended) {
        try {
            post("SYSTEM FLUSH LOGS");
            post(KILL);
            // The engine waits for clients that stay connected; what they were told is on disk all the same.
            ended.await(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            // It does not listen (yet): nothing was accepted that could be lost.
            System.err.println("Ended at once: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void post(String statement) throws IOException {
        var connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + httpPort + "/").toURL().openConnection();
        connection.setConnectTimeout((int) ANSWERING.toMillis());
        connection.setReadTimeout((int) ANSWERING.toMillis());
        // The server waits for open connections when it ends.
        connection.setRequestProperty("Connection", "close");
        connection.setDoOutput(true);
        connection.getOutputStream().write(statement.getBytes(StandardCharsets.UTF_8));
        if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
            throw new IOException("the server refused to end, HTTP status " + connection.getResponseCode());
        }
    }
}
