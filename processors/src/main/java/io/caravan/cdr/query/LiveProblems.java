package io.caravan.cdr.query;

import java.util.stream.Stream;

import io.caravan.cdr.PullFault;
import io.caravan.cdr.VosException;
import io.caravan.cdr.VosNode;
import io.caravan.hub.http.Problem;
import io.caravan.hub.http.ProblemException;
import io.caravan.hub.log.Causes;

/** What keeps a node from answering a client, as problems. */
public final class LiveProblems {

    private static final int BUSY_SECONDS = 5;

    static ProblemException noSuchNode(int id) {
        return new ProblemException(Problem.of(
                404, "no-such-node", "There is no such node", "No node " + id + " is configured and enabled."));
    }

    /** A node gets one call at a time, and the pull may have it for long: the client is told rather than kept waiting. */
    public void busy(VosNode node) {
        throw new ProblemException(Problem.of(
                        503,
                        "node-busy",
                        "The node is being asked already",
                        "Node " + node.name()
                                + " gets one call at a time and has one, or Redis, which would know, is away. Ask again"
                                + " later, or ask for what is stored: GET /api/v1/cdrs.")
                .retryAfter(BUSY_SECONDS));
    }

    /** @throws ProblemException 502 or 504; always */
    public void failed(VosNode node, Exception failure) {
        throw new ProblemException(of(node, failure), failure);
    }

    private static Problem of(VosNode node, Exception failure) {
        if (PullFault.of(failure) == PullFault.TIMEOUT) {
            return Problem.of(
                    504,
                    "node-timeout",
                    "The node does not answer in time",
                    "Node " + node.name() + " was silent for " + node.timeout().toSeconds() + " s.");
        }
        String detail = "Node " + node.name() + ": " + Causes.brief(failure);
        return Stream.iterate((Throwable) failure, cause -> cause != null, Throwable::getCause)
                .filter(VosException.class::isInstance)
                .map(VosException.class::cast)
                .findFirst()
                .map(vos -> Problem.of(502, "node-error", "The node did not give what was asked for", detail)
                        .with("retCode", vos.retCode()))
                .orElseGet(() -> Problem.of(502, "node-unreachable", "The node cannot be asked", detail));
    }
}
