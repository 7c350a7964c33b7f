package io.caravan.query.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The forms of an answer. All but the first are files, which go from the store to the client as they come. */
enum ReplyFormat {
    JSON("application/json", "application/json", "JSONEachRow"),
    NDJSON("application/x-ndjson", "application/x-ndjson", "JSONEachRow"),
    CSV("text/csv", "text/csv; charset=utf-8; header=present", "CSVWithNames"),
    ARROW("application/vnd.apache.arrow.file", "application/vnd.apache.arrow.file", "Arrow"),
    PARQUET("application/vnd.apache.parquet", "application/vnd.apache.parquet", "Parquet");

    private final String mediaType;
    private final String contentType;
    private final String storeFormat;

    ReplyFormat(String mediaType, String contentType, String storeFormat) {
        this.mediaType = mediaType;
        this.contentType = contentType;
        this.storeFormat = storeFormat;
    }

    static Optional<ReplyFormat> named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.extension().equals(name))
                .findFirst();
    }

    String mediaType() {
        return mediaType;
    }

    String contentType() {
        return contentType;
    }

    /** The store's name of the format that it sends. */
    String storeFormat() {
        return storeFormat;
    }

    /** Of the file; clients choose the format by it too. */
    String extension() {
        return name().toLowerCase(Locale.ROOT);
    }
}
