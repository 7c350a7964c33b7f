package io.caravan.cdr.query;

import java.util.Arrays;
import java.util.Locale;

import io.caravan.hub.question.BadParameter;
import io.caravan.hub.question.RequestParameters;

/** The kinds of files an export can be. */
enum ExportFormat {
    CSV("csv", "text/csv; charset=utf-8; header=present", "CSVWithNames", true, Integer.MAX_VALUE),
    JSONL("jsonl", "application/x-ndjson", "JSONEachRow", true, Integer.MAX_VALUE),
    PARQUET("parquet", "application/vnd.apache.parquet", "Parquet", false, Integer.MAX_VALUE),
    /** A sheet has 1,048,576 rows, of which one is the heading. */
    XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "JSONEachRow", false, 1_048_575);

    private final String extension;
    private final String contentType;
    private final String storeFormat;
    private final boolean timesAsText;
    private final int mostRows;

    ExportFormat(String extension, String contentType, String storeFormat, boolean timesAsText, int mostRows) {
        this.extension = extension;
        this.contentType = contentType;
        this.storeFormat = storeFormat;
        this.timesAsText = timesAsText;
        this.mostRows = mostRows;
    }

    static ExportFormat read(RequestParameters parameters) {
        String name = parameters.one("format").orElse("csv");
        return Arrays.stream(values())
                .filter(format -> format.extension.equals(name))
                .findFirst()
                .orElseThrow(() -> BadParameter.of("format", "csv, xlsx, parquet or jsonl is"));
    }

    String extension() {
        return extension;
    }

    String contentType() {
        return contentType;
    }

    /** The store's name of the format that it sends. */
    String storeFormat() {
        return storeFormat;
    }

    /** Whether times are texts with an offset; otherwise they are of the format's own type. */
    boolean timesAsText() {
        return timesAsText;
    }

    /** Records that a file of this kind can hold. */
    int mostRows() {
        return mostRows;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
