package io.caravan.behavior;

import java.util.Locale;

/** How the events stand in a body. */
enum BodyForm {
    /** One JSON value. */
    JSON,
    /** One event a line. */
    LINES,
    /** One JSON value, or one event a line: a beacon cannot say which. */
    EITHER;

    /** @param contentType of the request; null when it has none */
    static BodyForm of(String contentType) {
        String type = contentType == null ? "" : contentType.strip().toLowerCase(Locale.ROOT);
        if (type.startsWith("application/x-ndjson")) {
            return LINES;
        }
        return type.startsWith("text/plain") ? EITHER : JSON;
    }
}
