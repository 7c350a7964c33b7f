package io.caravan.cdr.query;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A page of call records that a client asks for.
 *
 * @param asOf the moment that decides what today is; the same on all pages
 * @param cursor where it begins; empty for the first page
 * @param total whether the records of all pages are to be counted
 * @param digest names the question in the cursor of the next page
 */
public record PageQuestion(
        CdrFilter filter,
        Sort sort,
        List<String> fields,
        int limit,
        Instant asOf,
        Optional<Cursor> cursor,
        boolean total,
        String digest) {}
