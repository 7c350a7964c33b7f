package io.caravan.query.view;

import java.util.List;
import java.util.regex.Pattern;

/** Takes SQL apart into texts, names, and what stands between them; together they are the SQL again. */
final class Tokens {

    private static final Pattern TOKEN = Pattern.compile(
            "(?<text>'(?:[^'\\\\]|\\\\.|'')*')"
                    + "|(?<quoted>`(?:[^`\\\\]|\\\\.)*`|\"(?:[^\"\\\\]|\\\\.)*\")"
                    + "|(?<word>[\\p{L}_][\\p{L}\\p{N}_]*)"
                    + "|(?<other>\\d[\\w.]*|\\s+|.)",
            Pattern.DOTALL);

    private Tokens() {}

    enum Kind {
        TEXT,
        QUOTED,
        WORD,
        OTHER
    }

    record Token(Kind kind, String text) {

        boolean is(String wanted) {
            return kind == Kind.OTHER && text.equals(wanted);
        }
    }

    static List<Token> of(String sql) {
        return TOKEN.matcher(sql)
                .results()
                .map(match -> {
                    Kind kind = match.group(1) != null
                            ? Kind.TEXT
                            : match.group(2) != null ? Kind.QUOTED : match.group(3) != null ? Kind.WORD : Kind.OTHER;
                    return new Token(kind, match.group());
                })
                .toList();
    }

    /** The name that stands in quotes, or as it is. */
    static String unquoted(String name) {
        return name.length() > 1 && (name.startsWith("`") || name.startsWith("\""))
                ? name.substring(1, name.length() - 1).replaceAll("\\\\(.)", "$1")
                : name;
    }
}
