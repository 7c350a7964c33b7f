package io.caravan.embedded.vos.server;

import java.io.IOException;
import java.io.OutputStream;

import com.sun.net.httpserver.HttpExchange;

/**
 * Sends the reply of one request, whole or with its fault. The ticket ends before the last bytes leave: a client that
 * asks again at once must not look like two at once.
 */
record ReplySender(HttpExchange exchange, RequestCounters.Ticket ticket, Fault fault) {

    private static final System.Logger LOG = System.getLogger(ReplySender.class.getName());

    /** Writes the reply's JSON. */
    @FunctionalInterface
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Closes the connection without a reply. */
    String closeConnection() {
        ticket.close();
        exchange.close();
        return "closed without a reply";
    }

    String sendEmpty(int status) throws IOException {
        ticket.close();
        exchange.sendResponseHeaders(status, -1);
        return "HTTP " + status;
    }

    String send(String outcome, Body body) throws IOException {
        // Real nodes do not call it JSON either; a client must not depend on it.
        exchange.getResponseHeaders().set("Content-Type", "text/html;charset=UTF-8");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        if (fault.cuts()) {
            return sendPart(out, body);
        }
        body.writeTo(out);
        ticket.close();
        out.close();
        return outcome;
    }

    private String sendPart(OutputStream out, Body body) throws IOException {
        try {
            body.writeTo(new CutOutputStream(out, fault.cutAfter()));
        } catch (CutOutputStream.Cut cut) {
            LOG.log(System.Logger.Level.DEBUG, "Reply cut after {0} bytes", fault.cutAfter());
        }
        ticket.close();
        if (fault.is(Fault.Kind.DROP)) {
            out.flush();
            // The server closes the connection of a handler that fails, without the end mark of the body.
            throw new CutOutputStream.Cut();
        }
        out.close();
        return "truncated";
    }
}
