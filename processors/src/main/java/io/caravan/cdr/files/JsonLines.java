package io.caravan.cdr.files;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** A JSON object a line, in UTF-8. A line that is none is one bad record; the next line is read all the same. */
final class JsonLines implements RecordSource {

    /** No call record is nearly that long, and memory must hold a line. */
    private static final int LONGEST = 1024 * 1024;

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private final InputStream in;
    private long line;
    private boolean tooLong;

    JsonLines(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    @Override
    public Optional<FileRecord> next() throws IOException {
        byte[] raw = readLine();
        while (raw != null && raw.length == 0) {
            raw = readLine();
        }
        if (raw == null) {
            return Optional.empty();
        }
        if (tooLong) {
            return Optional.of(
                    FileRecord.bad(line, "a line longer than " + LONGEST + " bytes; this is its begin", raw));
        }
        try {
            JsonNode json = JSON.readTree(raw);
            return Optional.of(FileRecord.of(line, json, raw));
        } catch (JsonProcessingException e) {
            return Optional.of(FileRecord.bad(line, "no JSON: " + e.getOriginalMessage(), raw));
        }
    }

    /** The next line without its end; null after the last one. */
    private byte[] readLine() throws IOException {
        var bytes = new ByteArrayOutputStream(1024);
        int next = in.read();
        if (next < 0) {
            return null;
        }
        line++;
        tooLong = false;
        while (next >= 0 && next != '\n') {
            if (bytes.size() < LONGEST) {
                bytes.write(next);
            } else {
                tooLong = true;
            }
            next = in.read();
        }
        byte[] whole = bytes.toByteArray();
        boolean carriageReturn = !tooLong && whole.length > 0 && whole[whole.length - 1] == '\r';
        return carriageReturn ? Arrays.copyOf(whole, whole.length - 1) : whole;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
