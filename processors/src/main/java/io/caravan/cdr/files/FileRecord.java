package io.caravan.cdr.files;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One record of a file.
 *
 * @param line where it begins, counted from 1
 * @param json null when it cannot be read
 * @param raw as it stands in the file; of a CSV row, the JSON object made of it
 * @param fault why it cannot be read; empty when it can
 */
record FileRecord(long line, JsonNode json, byte[] raw, String fault) {

    static FileRecord of(long line, JsonNode json, byte[] raw) {
        return new FileRecord(line, json, raw, "");
    }

    static FileRecord bad(long line, String fault, byte[] raw) {
        return new FileRecord(line, null, raw, fault);
    }
}
