package io.caravan.clickhouse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The failures that are classified, from {@code errors.csv}; immutable. */
final class ErrorTable {

    static final ErrorTable STANDARD = load("errors.csv");

    private final Map<String, Entry> entries;

    private ErrorTable(Map<String, Entry> entries) {
        this.entries = entries;
    }

    /**
     * @param key an error code, {@code http:} and a status, or a class name
     * @param maybeApplied false when the server certainly did nothing
     */
    record Entry(String key, String name, ErrorClass errorClass, boolean maybeApplied) {

        static Entry parse(String line) {
            String[] fields = line.split(",");
            if (fields.length != 4) {
                throw new IllegalStateException("errors.csv: expected key,name,class,applied but found: " + line);
            }
            return new Entry(fields[0], fields[1], ErrorClass.valueOf(fields[2]), fields[3].equals("maybe"));
        }
    }

    Optional<Entry> ofCode(int code) {
        return Optional.ofNullable(entries.get(Integer.toString(code)));
    }

    Optional<Entry> ofHttpStatus(int status) {
        return Optional.ofNullable(entries.get("http:" + status));
    }

    /** The entry of the exception's class or of its nearest listed superclass. */
    Optional<Entry> ofException(Throwable exception) {
        for (Class<?> type = exception.getClass(); type != null; type = type.getSuperclass()) {
            Entry entry = entries.get(type.getName());
            if (entry != null) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    private static ErrorTable load(String resource) {
        try (InputStream in = ErrorTable.class.getResourceAsStream(resource);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return new ErrorTable(lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.startsWith("key,"))
                    .map(Entry::parse)
                    .collect(Collectors.toUnmodifiableMap(Entry::key, Function.identity())));
        } catch (IOException e) {
            throw new UncheckedIOException("The error table " + resource + " cannot be read", e);
        }
    }
}
