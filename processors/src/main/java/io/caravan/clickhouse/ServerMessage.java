package io.caravan.clickhouse;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The part of a server's error message that a person needs: no version, stack, or values of rows. */
final class ServerMessage {

    private static final int MAX_LENGTH = 400;
    private static final Pattern PREFIX = Pattern.compile("^(?:Code: )?\\d+\\. DB::Exception: ");
    private static final Pattern NAME = Pattern.compile("\\(([A-Z][A-Z0-9_]+)\\)");
    /** What follows these words dumps the row or the statement, or says only where in the server's code it happened. */
    private static final Pattern TAIL = Pattern.compile(
            "(: \\(at row|:? ?Row \\d+:|:? [Ii]n scope |: [Ww]hile executing| \\(version |\\(queryId=|Stack trace:).*$");
    /** Behind the first group stands a value of a row or of a parameter, as ClickHouse 26.7 words it. */
    private static final List<Pattern> VALUES = Stream.of(
                    "((?:before|here|text): )'.*?'(?=[ :;,.]|$)",
                    "(Cannot parse (?:uuid|IPv[46]) ).+?(?=: |$)",
                    "(Cannot parse string ).+?(?= as )",
                    "(element ).+?(?= for enum)",
                    "(unexpected date: ).+?(?=: |$)",
                    "([Vv]alue ).*?(?= cannot be parsed)")
            .map(Pattern::compile)
            .toList();

    private ServerMessage() {}

    static String shorten(String message) {
        if (message == null || message.isBlank()) {
            return "no message";
        }
        String text = PREFIX.matcher(message.replaceAll("\\s+", " ")).replaceFirst("");
        text = TAIL.matcher(text).replaceFirst("");
        for (Pattern value : VALUES) {
            text = value.matcher(text).replaceAll("$1…");
        }
        text = text.replaceAll("[\\p{Cntrl}\uFFFD]", "?").strip();
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
    }

    /** The name that the server wrote behind its message, such as {@code UNKNOWN_TABLE}. */
    static String nameIn(String message, String otherwise) {
        Matcher name = NAME.matcher(message == null ? "" : message);
        return name.find() ? name.group(1) : otherwise;
    }
}
