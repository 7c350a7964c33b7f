package io.caravan.config;

import java.util.List;

import io.caravan.hub.http.Problem;
import io.caravan.hub.http.ProblemException;

/** What can be wrong with a request for a document, as problems. */
final class ConfigProblems {

    private static final int MOST_ERRORS = 50;

    /**
     * Something in a document that does not fit.
     *
     * @param pointer where, as a JSON pointer (RFC 6901)
     */
    record Fault(String pointer, String message) {

        private String words() {
            return pointer.isEmpty() ? message : pointer + ": " + message;
        }
    }

    private ConfigProblems() {}

    static ProblemException invalid(List<Fault> faults) {
        return new ProblemException(Problem.of(
                        422,
                        "invalid-document",
                        "The document cannot be stored",
                        faults.size() == 1
                                ? faults.get(0).words()
                                : faults.size() + " things in it are wrong; errors names them.")
                .with("errors", faults.stream().limit(MOST_ERRORS).toList()));
    }

    static ProblemException unknown() {
        return new ProblemException(Problem.of(
                404,
                "no-such-document",
                "There is no such document",
                "The tenant has none of this id in the collection."));
    }

    static ProblemException exists(ConfigRequest request) {
        return new ProblemException(Problem.of(
                        409,
                        "document-exists",
                        "The document exists already",
                        "To change it, send PUT or PATCH to its address, with If-Match.")
                .with("location", request.location()));
    }

    static ProblemException unconditional(String etag) {
        return new ProblemException(Problem.of(
                        428,
                        "if-match-wanted",
                        "A change needs If-Match",
                        "Send the ETag of the version that you have read in If-Match, so that nobody's change is lost.")
                .with("etag", etag));
    }

    /** @param etag of the version that is there; null: none is */
    static ProblemException stale(String etag) {
        Problem problem = Problem.of(
                412,
                "document-changed",
                "The document is not as the request wants it",
                etag == null
                        ? "There is no such document any more, or somebody else changed it at the same moment. Read it again."
                        : "It has another ETag by now, or exists already. Read it again.");
        return new ProblemException(etag == null ? problem : problem.with("etag", etag));
    }
}
