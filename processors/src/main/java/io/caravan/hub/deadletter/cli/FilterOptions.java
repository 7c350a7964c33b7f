package io.caravan.hub.deadletter.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import picocli.CommandLine.Option;

/** Options that say which letters are meant. The hub checks what they say. */
final class FilterOptions {

    @Option(names = "--stream", paramLabel = "NAME", description = "behavior or cdr.")
    private String stream;

    @Option(names = "--reason", paramLabel = "WORD", description = "Such as unknown_action; counts lists them.")
    private String reason;

    @Option(names = "--state", paramLabel = "STATE", description = "new, resent or discarded.")
    private String state;

    @Option(names = "--source", paramLabel = "TEXT", description = "The begin of where they came from.")
    private String source;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "First seen on this day (UTC), or at this time, or later.")
    private String from;

    @Option(names = "--to", paramLabel = "TIME", description = "First seen on this day or before, or before this time.")
    private String to;

    /** Those that are given, by name. */
    Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        put(given, "stream", stream);
        put(given, "reason", reason);
        put(given, "state", state);
        put(given, "source", source);
        put(given, "from", from);
        put(given, "to", to);
        return given;
    }

    /** As a query, each with an ampersand behind it. */
    String query() {
        return given().entrySet().stream()
                .map(option ->
                        option.getKey() + "=" + URLEncoder.encode(option.getValue(), StandardCharsets.UTF_8) + "&")
                .collect(Collectors.joining());
    }

    private static void put(Map<String, String> given, String name, String value) {
        if (value != null) {
            given.put(name, value);
        }
    }
}
