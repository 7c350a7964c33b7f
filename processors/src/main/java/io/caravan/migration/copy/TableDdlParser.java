package io.caravan.migration.copy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the parts of a CREATE TABLE among its tokens outside all parentheses. */
final class TableDdlParser {

    private final String sql;
    private final List<DdlToken> tokens;
    private int at;

    TableDdlParser(String sql) {
        this.sql = sql;
        tokens = DdlTokens.of(sql);
    }

    TableDdl parse() {
        word("CREATE");
        word("TABLE");
        String name = name();
        skipUuid();
        String definition = parenthesised();
        word("ENGINE");
        sign("=");
        String engine = take().text();
        List<String> arguments = at < tokens.size() && tokens.get(at).isSign("(") ? arguments() : List.of();
        int settingsAt = findSettings();
        int commentAt = findComment();
        int clausesEnd = Math.min(settingsAt, commentAt);
        String clauses = at < clausesEnd ? text(at, clausesEnd) : "";
        Map<String, String> settings = settingsAt < tokens.size() ? settings(settingsAt + 1, commentAt) : Map.of();
        return new TableDdl(
                name,
                definition,
                engine,
                arguments,
                clauses,
                settings,
                commentAt < tokens.size() ? tokens.get(commentAt + 1).text() : "");
    }

    private String name() {
        int first = at;
        take();
        if (tokens.get(at).isSign(".")) {
            at += 2;
        }
        return text(first, at);
    }

    private void skipUuid() {
        if (tokens.get(at).isWord("UUID")) {
            at += 2;
        }
    }

    private String parenthesised() {
        int first = at;
        sign("(");
        at = closing(first) + 1;
        return text(first, at);
    }

    private List<String> arguments() {
        int close = closing(at);
        List<String> arguments = new ArrayList<>();
        for (int from = at + 1; from < close; ) {
            int comma = next(from, close, ",");
            arguments.add(text(from, comma));
            from = comma + 1;
        }
        at = close + 1;
        return arguments;
    }

    private Map<String, String> settings(int from, int end) {
        Map<String, String> settings = new LinkedHashMap<>();
        while (from < end) {
            int comma = next(from, end, ",");
            if (comma - from < 3 || !tokens.get(from + 1).isSign("=")) {
                throw unexpected(from, "a setting, an equals sign and its value");
            }
            settings.put(tokens.get(from).text(), text(from + 2, comma));
            from = comma + 1;
        }
        return settings;
    }

    /** The sign outside inner parentheses, or {@code end}. */
    private int next(int from, int end, String sign) {
        int depth = tokens.get(from).depth();
        int i = from;
        while (i < end && !(tokens.get(i).isSign(sign) && tokens.get(i).depth() == depth)) {
            i++;
        }
        return i;
    }

    private int closing(int open) {
        int depth = tokens.get(open).depth();
        int i = open + 1;
        while (tokens.get(i).depth() != depth) {
            i++;
        }
        return i;
    }

    /** SETTINGS, outside all parentheses, or the end; a column in a key may bear the same name. */
    private int findSettings() {
        int i = at;
        while (i < tokens.size() && !(top(i, "SETTINGS") && kind(i + 1) == DdlToken.Kind.WORD && isSign(i + 2, "="))) {
            i++;
        }
        return i;
    }

    /** COMMENT, which a literal and the end follow, or the end. */
    private int findComment() {
        int i = Math.max(at, tokens.size() - 2);
        return i < tokens.size() && top(i, "COMMENT") && kind(i + 1) == DdlToken.Kind.STRING ? i : tokens.size();
    }

    private boolean top(int i, String word) {
        return tokens.get(i).depth() == 0 && tokens.get(i).isWord(word);
    }

    private DdlToken.Kind kind(int i) {
        return i < tokens.size() ? tokens.get(i).kind() : null;
    }

    private boolean isSign(int i, String sign) {
        return i < tokens.size() && tokens.get(i).isSign(sign);
    }

    private DdlToken take() {
        if (at >= tokens.size() || !tokens.get(at).isName()) {
            throw unexpected(at, "a name");
        }
        return tokens.get(at++);
    }

    private void word(String word) {
        if (at >= tokens.size() || !tokens.get(at).isWord(word)) {
            throw unexpected(at, word);
        }
        at++;
    }

    private void sign(String sign) {
        if (at >= tokens.size() || !tokens.get(at).isSign(sign)) {
            throw unexpected(at, sign);
        }
        at++;
    }

    private String text(int from, int end) {
        return sql.substring(tokens.get(from).begin(), tokens.get(end - 1).end());
    }

    private IllegalArgumentException unexpected(int token, String wanted) {
        String found = token < tokens.size() ? "'" + tokens.get(token).text() + "'" : "the end";
        return new IllegalArgumentException("found " + found + " where " + wanted + " was expected in: " + sql);
    }
}
