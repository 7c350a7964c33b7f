package io.caravan.hub.question;

import io.caravan.hub.http.Problem;
import io.caravan.hub.http.ProblemException;

/** 400 problems that name the parameter, in {@code detail} for people and as a member of its own for programs. */
public final class BadParameter {

    private BadParameter() {}

    /** @param wanted what would be right, such as "a whole number is" */
    public static ProblemException of(String name, String wanted) {
        return problem("bad-parameter", name, name + ": " + wanted + " wanted.");
    }

    public static ProblemException range(String detail) {
        return problem("bad-range", "to", detail);
    }

    public static ProblemException problem(String type, String name, String detail) {
        return new ProblemException(Problem.of(400, type, "The request cannot be understood", detail)
                .with("parameter", name));
    }
}
