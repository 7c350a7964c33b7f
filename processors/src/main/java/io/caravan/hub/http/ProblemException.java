package io.caravan.hub.http;

/** A request cannot be served; carries the problem the client gets. */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    public ProblemException(Problem problem, Throwable cause) {
        super(problem.detail(), cause);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    /** 400: the request itself is wrong. */
    public static ProblemException badRequest(String name, String detail) {
        return new ProblemException(Problem.of(400, name, "The request cannot be understood", detail));
    }
}
