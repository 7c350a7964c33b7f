package io.caravan.behavior;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

import io.caravan.hub.http.Problem;
import io.caravan.hub.http.ProblemException;

/** Unpacks the body of a request; what a client says of it is read from the request itself. */
public final class IntakeBody {

    private final int most;

    /** @param most largest body in bytes, unpacked */
    public IntakeBody(int most) {
        this.most = most;
    }

    /**
     * Replaces the body by its bytes, unpacked; empty when the request has none.
     *
     * @throws ProblemException 413 when it is too large unpacked, 415 for an unknown encoding, 400 for a broken one
     */
    public void unpack(Exchange exchange) {
        byte[] sent = exchange.getMessage().getBody(byte[].class);
        byte[] body = sent == null ? new byte[0] : sent;
        exchange.getMessage().setBody(unpack(body, header(exchange, "Content-Encoding")));
    }

    byte[] unpack(byte[] body, String encoding) {
        String given = encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT);
        return switch (given) {
            case "", "identity" -> body;
            case "gzip", "x-gzip" -> gunzip(body);
            default ->
                throw new ProblemException(Problem.of(
                        415,
                        "unsupported-encoding",
                        "The body is packed in an unknown way",
                        "Send it as it is, or as gzip."));
        };
    }

    private byte[] gunzip(byte[] packed) {
        byte[] body;
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            body = in.readNBytes(most + 1);
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.of(400, "bad-encoding", "The request cannot be understood", "The body is no whole gzip."),
                    e);
        }
        if (body.length > most) {
            throw new ProblemException(Problem.of(
                    413, "too-large", "The body is too large", "Unpacked it may have " + most + " bytes at most."));
        }
        return body;
    }

    /** A header of the HTTP request; null outside of one. Camel's headers hold query parameters too. */
    static String header(Exchange exchange, String name) {
        return exchange.getMessage() instanceof HttpMessage http
                ? http.getRequest().getHeader(name)
                : null;
    }
}
