package io.caravan.query;

/** Makes plans. Has no state; safe for use by several threads. */
public final class Planner {

    /**
     * The SQL that answers the question, and why it is as it is. Rows beyond the view's limit are not left out here: a question that
     * asks for more is refused.
     *
     * @throws QueryException when the question cannot be answered
     */
    public Plan plan(View view, Query query) {
        return new Planning(view, query).plan();
    }

    /**
     * A SELECT of every row that a view shows, with its fields and links by their names: for CREATE VIEW, so that values are literals
     * and there is no limit.
     *
     * @throws QueryException when the view's filter cannot be used
     */
    public String definition(View view) {
        return new Planning(view).definition();
    }
}
