package io.caravan.query.json;

import java.util.Optional;

import io.caravan.query.Query;

/**
 * A question as it was read.
 *
 * @param fingerprint of what may not change from page to page: the view and all members but {@code limit} and {@code cursor}
 */
public record Asked(Query query, String fingerprint) {

    /** Most rows that pages may lead past; who wants more asks for a file. */
    private static final int FARTHEST = 100_000_000;

    /** The cursor of the page that begins so many rows after this one; none beyond what pages can reach. */
    public Optional<String> cursorAfter(int rows) {
        return query.offset() > FARTHEST - rows
                ? Optional.empty()
                : Optional.of(new Cursor(query.offset() + rows, fingerprint).write());
    }

    /** The same question for so many rows. */
    public Query limitedTo(int rows) {
        return new Query(
                query.select(),
                query.where(),
                query.groupBy(),
                query.aggregate(),
                query.orderBy(),
                Optional.of(rows),
                query.offset());
    }
}
