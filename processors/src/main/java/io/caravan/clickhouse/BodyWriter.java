package io.caravan.clickhouse;

import java.io.IOException;
import java.io.OutputStream;

import com.clickhouse.client.api.DataStreamWriter;

/**
 * Writes a body into one request.
 *
 * <p>It guards against two ways in which the HTTP client would store a part of the rows as if it were the whole. When the body
 * fails midway, the client ends the request properly, and the server takes what came so far: the request is aborted first. When a
 * proxy answers 503 or 429, the client sends the same request again by itself, after the body has been read: a second use is refused.
 */
final class BodyWriter implements DataStreamWriter {

    private final InsertBody body;
    private final Runnable abort;
    private boolean used;
    private BodyReadException failure;

    /** @param abort breaks the connection of the request that is being written */
    BodyWriter(InsertBody body, Runnable abort) {
        this.body = body;
        this.abort = abort;
    }

    @Override
    public void onOutput(OutputStream out) throws IOException {
        try {
            if (used) {
                throw new BodyReadException(ErrorClass.RETRY, "the server or a proxy was not ready for them", null);
            }
            used = true;
            body.writeTo(out);
        } catch (BodyReadException e) {
            failure = e;
            abort.run();
            throw e;
        } catch (RuntimeException | Error e) {
            abort.run();
            throw e;
        }
    }

    /** Why the rows could not be produced; null when they could. */
    BodyReadException failure() {
        return failure;
    }
}
