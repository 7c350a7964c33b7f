package io.caravan.clickhouse;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of a server's error message that a person needs: no version, stack, or values of rows. */
final class ServerMessage {

    private static final int MAX_LENGTH = 400;
    private static final Pattern PREFIX = Pattern.compile("^(?:Code: )?\\d+\\. DB::Exception: ");
    private static final Pattern NAME = Pattern.compile("\\(([A-Z][A-Z0-9_]+)\\)");
    /** What follows these words dumps the row or the statement, or says only where in the server's code it happened. */
    private static final Pattern TAIL = Pattern.compile(
            "(?s)(: \\(at row|:? ?Row \\d+:|: In scope |: While executing| \\(version |\\(queryId=|Stack trace:).*$");
    /** A value of a row or parameter follows the first group. */
    private static final Pattern VALUE = Pattern.compile(
            "(?s)(before: |parsed text: |Cannot parse uuid |Cannot parse string |element |^Value )(?:['\"].*?['\"](?=[ :;,.]|$)|\\S+)");

    private ServerMessage() {}

    static String shorten(String message) {
        if (message == null || message.isBlank()) {
            return "no message";
        }
        String text = PREFIX.matcher(message).replaceFirst("");
        text = TAIL.matcher(text).replaceFirst("");
        text = VALUE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(match.group(1) + "…"));
        text = text.strip();
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
    }

    /** The name that the server wrote behind its message, such as {@code UNKNOWN_TABLE}. */
    static String nameIn(String message, String otherwise) {
        Matcher name = NAME.matcher(message == null ? "" : message);
        return name.find() ? name.group(1) : otherwise;
    }
}
