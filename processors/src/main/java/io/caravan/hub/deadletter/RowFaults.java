package io.caravan.hub.deadletter;

import java.util.Set;

import org.apache.camel.Exchange;

import io.caravan.clickhouse.ClickHouseException;

/**
 * Tells whether ClickHouse refused an insert for what is in its rows. Only then are the rows dead letters: a table that is
 * missing or a refused password is for an operator to put right, and no fault of theirs.
 */
public final class RowFaults {

    /** Names of {@code system.errors}, codes 6 to 691; see {@code errors.csv} of the component for what else is permanent. */
    private static final Set<String> NAMES = Set.of(
            "CANNOT_PARSE_TEXT",
            "CANNOT_PARSE_ESCAPE_SEQUENCE",
            "CANNOT_PARSE_QUOTED_STRING",
            "CANNOT_PARSE_INPUT_ASSERTION_FAILED",
            "CANNOT_READ_ALL_DATA",
            "CANNOT_PARSE_DATE",
            "CANNOT_PARSE_DATETIME",
            "ARGUMENT_OUT_OF_BOUND",
            "CANNOT_PARSE_NUMBER",
            "INCORRECT_DATA",
            "CANNOT_READ_ARRAY_FROM_TEXT",
            "TOO_LARGE_STRING_SIZE",
            "VALUE_IS_OUT_OF_RANGE_OF_DATA_TYPE",
            "CANNOT_INSERT_NULL_IN_ORDINARY_COLUMN",
            "CANNOT_PARSE_UUID",
            "CANNOT_PARSE_BOOL",
            "VIOLATED_CONSTRAINT",
            "CANNOT_PARSE_IPV4",
            "CANNOT_PARSE_IPV6",
            "UNKNOWN_ELEMENT_OF_ENUM");

    /**
     * For a doCatch: throws what was caught again unless it blames the rows. An onWhen cannot ask this, since what is
     * caught is not noted on the exchange by then.
     *
     * @throws Exception the failure that was caught
     */
    public void rethrowUnlessBlamed(Exchange exchange) throws Exception {
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (!(caught instanceof ClickHouseException refused && NAMES.contains(refused.getName()))) {
            throw caught;
        }
    }
}
