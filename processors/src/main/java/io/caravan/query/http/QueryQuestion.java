package io.caravan.query.http;

import io.vertx.core.http.HttpServerRequest;

import io.caravan.query.View;
import io.caravan.query.json.Asked;

/**
 * A request about a view.
 *
 * @param client the name of its key; empty on a hub that is open to everybody
 * @param explain whether the plan is wanted rather than its answer
 * @param queryId with which the ids begin under which the store knows the statements of this request
 */
public record QueryQuestion(
        View view,
        Asked asked,
        ReplyFormat format,
        boolean explain,
        String client,
        String queryId,
        HttpServerRequest request) {

    private static final int USUAL_ROWS = 1000;

    /** Whether the answer is streamed. */
    public boolean file() {
        return format != ReplyFormat.JSON;
    }

    /** Most rows that the client gets. */
    int rows() {
        int most = view.limits().rows();
        return asked.query().limit().orElse(file() ? most : Math.min(USUAL_ROWS, most));
    }

    /** Whether an answer of more rows than allowed is a failure, rather than cut off or continued on another page. */
    boolean whole() {
        return file() && asked.query().limit().isEmpty();
    }

    /** How many rows the store is asked for: one more tells whether there are more. */
    int wantedRows() {
        return file() && !whole() ? rows() : rows() + 1;
    }
}
