package io.caravan.cdr.query;

import java.util.List;

/**
 * A file of call records that a client asks for.
 *
 * @param mostRows records that it may hold
 * @param escapeFormulas whether texts of a CSV that a spreadsheet would run get an apostrophe before them
 */
public record ExportQuestion(
        CdrFilter filter, Sort sort, List<String> fields, ExportFormat format, int mostRows, boolean escapeFormulas) {

    /** For the route: the format in which the store is to send it. */
    public String storeFormat() {
        return format.storeFormat();
    }
}
