package io.caravan.migration;

import io.caravan.hub.http.Problem;
import io.caravan.hub.http.ProblemException;

/** 400 problems that name the field of the body, in {@code detail} for people and as a member of its own for programs. */
final class BadField {

    private BadField() {}

    static ProblemException of(String field, String detail) {
        return new ProblemException(
                Problem.of(400, "bad-field", "The request cannot be understood", field + ": " + detail)
                        .with("field", field));
    }
}
