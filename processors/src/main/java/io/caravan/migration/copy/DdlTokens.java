package io.caravan.migration.copy;

import java.util.ArrayList;
import java.util.List;

/** Cuts a statement into tokens as the server does: what stands in a literal, a quoted name or a comment is never a keyword. */
final class DdlTokens {

    private final String sql;
    private final List<DdlToken> tokens = new ArrayList<>();
    private int at;
    private int depth;

    private DdlTokens(String sql) {
        this.sql = sql;
    }

    /** @throws IllegalArgumentException when a literal, name or comment does not end, or parentheses do not match */
    static List<DdlToken> of(String sql) {
        return new DdlTokens(sql).read();
    }

    private List<DdlToken> read() {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (sql.startsWith("--", at)) {
                at = endOf("\n", at);
            } else if (sql.startsWith("/*", at)) {
                at = endOf("*/", at);
            } else if (c == '\'') {
                add(DdlToken.Kind.STRING, endOfQuoted(c));
            } else if (c == '`' || c == '"') {
                add(DdlToken.Kind.QUOTED_NAME, endOfQuoted(c));
            } else if (isWordPart(c)) {
                add(DdlToken.Kind.WORD, endOfWord());
            } else {
                sign(c);
            }
        }
        if (depth != 0) {
            throw new IllegalArgumentException(depth + " parentheses are not closed in: " + sql);
        }
        return tokens;
    }

    private void sign(char c) {
        if (c == ')' || c == ']' || c == '}') {
            depth--;
        }
        if (depth < 0) {
            throw new IllegalArgumentException("the parenthesis at " + at + " was never opened in: " + sql);
        }
        add(DdlToken.Kind.SIGN, at + 1);
        if (c == '(' || c == '[' || c == '{') {
            depth++;
        }
    }

    private void add(DdlToken.Kind kind, int end) {
        tokens.add(new DdlToken(kind, sql.substring(at, end), at, end, depth));
        at = end;
    }

    private int endOf(String mark, int from) {
        int found = sql.indexOf(mark, from);
        if (found < 0 && !mark.equals("\n")) {
            throw new IllegalArgumentException("the comment at " + from + " does not end in: " + sql);
        }
        return found < 0 ? sql.length() : found + mark.length();
    }

    /** A quote ends at the same quote, unless a backslash is before it or the quote is doubled. */
    private int endOfQuoted(char quote) {
        for (int i = at + 1; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == quote) {
                if (i + 1 == sql.length() || sql.charAt(i + 1) != quote) {
                    return i + 1;
                }
                i++;
            }
        }
        throw new IllegalArgumentException("what begins with " + quote + " at " + at + " does not end in: " + sql);
    }

    private int endOfWord() {
        int end = at;
        while (end < sql.length() && isWordPart(sql.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }
}
