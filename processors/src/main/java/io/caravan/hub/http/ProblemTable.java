package io.caravan.hub.http;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.springframework.data.redis.RedisConnectionFailureException;

import io.caravan.clickhouse.ClickHouseException;
import io.caravan.clickhouse.RetryableClickHouseException;
import io.caravan.migration.MigrationException;
import io.caravan.query.QueryException;

/**
 * Which failure a client sees as which problem. Failures that are not listed are the hub's own: 500, without details.
 * The types are stable and listed in {@code docs/http-api.md}.
 */
final class ProblemTable {

    private static final List<Row<?>> ROWS = List.of(
            row(ProblemException.class, ProblemException::problem),
            row(
                    JsonProcessingException.class,
                    e -> Problem.of(400, "malformed-json", "The body is no JSON", e.getOriginalMessage())),
            row(
                    RecordTooLargeException.class,
                    e -> Problem.of(413, "too-large", "The body is too large", "An event is too large for Kafka.")),
            row(
                    MigrationException.class,
                    e -> Problem.of(400, "migration-refused", "The migration is not possible", e.getMessage())),
            row(QueryException.class, e -> Problem.of(
                            400, "bad-question", "The question cannot be answered", e.getMessage())
                    .with("part", e.part())),
            row(KafkaException.class, e -> Problem.unavailable("kafka")),
            row(RedisConnectionFailureException.class, e -> Problem.unavailable("redis")),
            row(MongoTimeoutException.class, e -> Problem.unavailable("mongo")),
            row(MongoSocketException.class, e -> ofBrokenMongo()),
            row(MongoNotPrimaryException.class, e -> Problem.unavailable("mongo")),
            row(MongoNodeIsRecoveringException.class, e -> Problem.unavailable("mongo")),
            row(RetryableClickHouseException.class, ProblemTable::ofClickHouse));

    private record Row<T extends Throwable>(Class<T> failure, Function<T, Problem> problem) {
        Stream<Problem> apply(Throwable t) {
            return failure.isInstance(t) ? Stream.of(problem.apply(failure.cast(t))) : Stream.empty();
        }
    }

    /** The problem for the first failure of the chain that is listed. */
    Problem of(Throwable failure) {
        List<Throwable> causes = Stream.iterate(failure, t -> t != null, Throwable::getCause)
                .limit(16)
                .toList();
        // JSON that breaks off is no fault of the client when it came from a server that went away.
        boolean cutOff = causes.stream().anyMatch(RetryableClickHouseException.class::isInstance);
        return causes.stream()
                .filter(cause -> !cutOff || !(cause instanceof JsonProcessingException))
                .flatMap(cause -> ROWS.stream().flatMap(row -> row.apply(cause)))
                .findFirst()
                .orElse(Problem.of(500, "internal", "The hub failed", "The reason is in the hub's log."));
    }

    /** It may have done what it was asked before the answer was lost. */
    private static Problem ofBrokenMongo() {
        return Problem.of(
                        503,
                        "mongo-unavailable",
                        "A server the hub needs does not answer",
                        "It is not known whether the request was carried out. Read the document again, or send the request"
                                + " again with the same If-Match.")
                .retryAfter(1);
    }

    private static Problem ofClickHouse(RetryableClickHouseException failure) {
        return failure.getCode() == ClickHouseException.TIMEOUT_EXCEEDED
                ? Problem.of(
                        504,
                        "question-too-long",
                        "The question takes too long",
                        "ClickHouse gave it up. Ask for less: a shorter range, fewer accounts, a longer fragment.")
                : Problem.unavailable("clickhouse");
    }

    private static <T extends Throwable> Row<T> row(Class<T> failure, Function<T, Problem> problem) {
        return new Row<>(failure, problem);
    }
}
