package io.caravan.query;

/** Makes plans. Has no state; safe for use by several threads. */
public final class Planner {

    /** @throws QueryException when the question cannot be answered */
    public Plan plan(View view, Query query) {
        throw new UnsupportedOperationException(view.name() + query);
    }
}
