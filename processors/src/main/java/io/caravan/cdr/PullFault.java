package io.caravan.cdr;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;

import org.apache.camel.ExchangeTimedOutException;
import org.apache.camel.http.base.HttpOperationFailedException;

import io.caravan.clickhouse.ClickHouseException;

/** The classes of failed pulls. The route decides by them what to do, the ledger when to try again. */
public enum PullFault {
    /** The node refuses so many days at once (retCode -10033). */
    RANGE(false),
    /** The node did not answer in time: too much asked, or the node is busy. */
    TIMEOUT(true),
    /** No connection, a broken one, or an HTTP error. */
    UNREACHABLE(true),
    /** The reply is cut off or no JSON. */
    BROKEN(true),
    /** The node says that the question is wrong, or knows no such account; asking again soon does not help. */
    REFUSED(false),
    /** Any other error code of the node. */
    NODE(true),
    /** Not everything arrived: parts that do not add up, or a store that holds something else than was sent. */
    INCOMPLETE(true),
    /** The store or the dead letters did not take it; the node is not to blame. */
    STORE(true);

    private final boolean passes;

    PullFault(boolean passes) {
        this.passes = passes;
    }

    /** Whether it may be over soon. */
    boolean passes() {
        return passes;
    }

    /** As it stands in the ledger. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The class of what made a pull fail. */
    public static PullFault of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof VosException vos && vos.retCode() != VosException.UNREADABLE) {
                return ofCode(vos.retCode());
            }
            if (cause instanceof java.net.SocketTimeoutException
                    || cause instanceof TimeoutException
                    || cause instanceof ExchangeTimedOutException) {
                return TIMEOUT;
            }
            if (cause instanceof HttpOperationFailedException) {
                return UNREACHABLE;
            }
            if (cause instanceof ClickHouseException) {
                return STORE;
            }
        }
        return ofOthers(failure);
    }

    /** Codes as met in the field; see the table of retCode values of the VOS3000 web interface. */
    private static PullFault ofCode(int retCode) {
        return switch (retCode) {
            case -10033 -> RANGE;
            case -10007, -10124, -12103 -> REFUSED;
            case VosException.NO_CODE -> BROKEN;
            case VosException.INCOMPLETE -> INCOMPLETE;
            default -> NODE;
        };
    }

    private static PullFault ofOthers(Throwable failure) {
        PullFault fault = STORE;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof VosException) {
                return BROKEN;
            }
            if (cause instanceof IOException) {
                fault = UNREACHABLE;
            }
        }
        return fault;
    }
}
