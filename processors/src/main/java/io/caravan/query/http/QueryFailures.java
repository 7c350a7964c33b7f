package io.caravan.query.http;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.caravan.clickhouse.ClickHouseException;
import io.caravan.hub.http.Problem;
import io.caravan.hub.http.ProblemException;

/** Why the store gave a question up, as problems. Codes are those of {@code system.errors}. */
public final class QueryFailures {

    private static final int TOO_SLOW = 160;
    private static final int MEMORY_LIMIT_EXCEEDED = 241;
    private static final int QUERY_WAS_CANCELLED = 394;
    private static final int TOO_MANY_ROWS_OR_BYTES = 396;
    private static final int BAD_QUERY_PARAMETER = 457;

    /** Out of bounds, division by zero, an overflow: the values of some row do not go with what is computed of them. */
    private static final Set<Integer> NOT_COMPUTABLE = Set.of(69, 153, 407);

    /** What the server says when the memory of this one question is meant, and not that of all. */
    private static final String OWN_MEMORY = "Query memory limit";

    private static final int RETRY_SECONDS = 5;

    /** @throws Exception the problem that the failure is for a client, or else the failure; always */
    public void failed(QueryQuestion question, Exception failure) throws Exception {
        Optional<ClickHouseException> cause = Stream.iterate((Throwable) failure, t -> t != null, Throwable::getCause)
                .filter(ClickHouseException.class::isInstance)
                .map(ClickHouseException.class::cast)
                .findFirst();
        Optional<Problem> problem = cause.flatMap(known -> of(question, known));
        if (problem.isPresent()) {
            throw new ProblemException(problem.get(), failure);
        }
        throw failure;
    }

    private static Optional<Problem> of(QueryQuestion question, ClickHouseException failure) {
        if (NOT_COMPUTABLE.contains(failure.getCode())) {
            return Optional.of(Problem.of(
                    422,
                    "not-computable",
                    "A value cannot be computed",
                    "Some rows have values that what is asked cannot be computed of: " + failure.getName() + "."));
        }
        return switch (failure.getCode()) {
            case ClickHouseException.TIMEOUT_EXCEEDED, TOO_SLOW -> Optional.of(tooLong(question));
            case MEMORY_LIMIT_EXCEEDED ->
                Optional.of(failure.getMessage().contains(OWN_MEMORY) ? tooLarge(question) : noMemory());
            case QUERY_WAS_CANCELLED ->
                Optional.of(question.request().response().closed() ? clientGone() : cancelled());
            case TOO_MANY_ROWS_OR_BYTES -> Optional.of(tooMany(question));
            case BAD_QUERY_PARAMETER ->
                Optional.of(Problem.of(
                        400,
                        "bad-question",
                        "The question cannot be answered",
                        "A value does not fit the type of its field."));
            default -> Optional.empty();
        };
    }

    private static Problem tooLong(QueryQuestion question) {
        return Problem.of(
                504,
                "question-too-long",
                "The question takes too long",
                "ClickHouse gave it up: the view " + question.view().name() + " allows "
                        + question.view().limits().seconds()
                        + " s. Ask for less; ?explain tells what would be read.");
    }

    private static Problem tooLarge(QueryQuestion question) {
        return Problem.of(
                422,
                "question-too-large",
                "The question needs too much memory",
                "ClickHouse gave it up: the view " + question.view().name() + " allows "
                        + question.view().limits().memory()
                        + " bytes. Ask for fewer columns, groups or rows.");
    }

    private static Problem noMemory() {
        return Problem.of(
                        503,
                        "too-busy",
                        "ClickHouse has no memory left",
                        "Other questions need it now. Ask again later.")
                .retryAfter(RETRY_SECONDS);
    }

    private static Problem cancelled() {
        return Problem.of(503, "question-cancelled", "The question was cancelled", "Somebody ended it at ClickHouse.");
    }

    /** For the log alone. */
    static Problem clientGone() {
        return Problem.of(499, "client-gone", "The client went away", "Its question was ended.");
    }

    private static Problem tooMany(QueryQuestion question) {
        return Problem.of(
                        400,
                        "too-many-rows",
                        "The answer would be too large",
                        question.file()
                                ? "There are more than " + question.rows() + " rows, the most that the view "
                                        + question.view().name() + " gives. Filter more, or give a limit."
                                : "The rows are too long for a page. Ask for fewer rows or columns, or for a file.")
                .with("mostRows", question.rows());
    }
}
