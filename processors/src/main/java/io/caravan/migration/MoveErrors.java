package io.caravan.migration;

import org.apache.camel.CamelExchangeException;
import org.apache.camel.RuntimeCamelException;

import io.caravan.clickhouse.ClickHouseException;
import io.caravan.clickhouse.ErrorClass;

/** What errors of ClickHouse mean for a migration. Source: system.errors of 26.7, each provoked. */
final class MoveErrors {

    private static final int BAD_ARGUMENTS = 36;
    private static final int UNKNOWN_TABLE = 60;
    private static final int UNKNOWN_DATABASE = 81;
    static final int NO_SUCH_PART = 232;
    private static final int NOT_ENOUGH_SPACE = 243;
    static final int LOCKED = 384;
    private static final int UNKNOWN_POLICY = 478;
    /** Its name is UNKNOWN_DISK: all parts are on the volume already. */
    static final int ALREADY_THERE = 479;

    private static final int ACCESS_DENIED = 497;
    private static final int S3_ERROR = 499;
    private static final int UNKNOWN_VOLUME = 548;

    private MoveErrors() {}

    /** The failure in an operator's words. */
    static MigrationException explained(ClickHouseException failure, TablePlan table) {
        String what =
                switch (failure.getCode()) {
                    case UNKNOWN_TABLE, UNKNOWN_DATABASE ->
                        "the table " + table + " is no more: somebody dropped it meanwhile";
                    case BAD_ARGUMENTS, UNKNOWN_POLICY, UNKNOWN_VOLUME ->
                        "the policy " + table.policy() + " or its volume " + table.volume() + " does not fit the table "
                                + table;
                    case NOT_ENOUGH_SPACE ->
                        "the volume " + table.volume() + " has not enough space; the source is untouched";
                    case S3_ERROR -> "S3 refuses, three times; the source is untouched";
                    case ACCESS_DENIED -> "the hub's user may not do this in ClickHouse";
                    default -> "ClickHouse refuses";
                };
        return isAboutTable(failure)
                ? new TableGoneException(what, failure)
                : new MigrationException(what + ": " + failure.getMessage(), failure);
    }

    /** What failed in a step, without the wrappers of a split or an expression, which speak of exchanges and beans. */
    static Throwable ofStep(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CamelExchangeException || cause instanceof RuntimeCamelException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** Whether ClickHouse does not answer, which passes: nothing is known to be wrong. */
    static boolean isUnreachable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClickHouseException known) {
                return known.getCode() == 0 && known.getErrorClass() == ErrorClass.RETRY;
            }
        }
        return false;
    }

    private static boolean isAboutTable(ClickHouseException failure) {
        return failure.getCode() == UNKNOWN_TABLE || failure.getCode() == UNKNOWN_DATABASE;
    }
}
