package io.caravan.clickhouse;

import java.io.Serializable;

/**
 * What is known about a failed request.
 *
 * @param code the server's error code, 0 when the failure did not come from the server
 * @param name short name of the failure
 * @param maybeApplied false when the server certainly did nothing
 * @param queryId id of the request, null when none was sent
 */
record Failure(int code, String name, ErrorClass errorClass, boolean maybeApplied, String queryId)
        implements Serializable {

    /** The message or the endpoint is at fault, and nothing was sent. */
    static Failure ofMessage() {
        return new Failure(0, "INVALID_MESSAGE", ErrorClass.PERMANENT, false, null);
    }
}
