package io.caravan.query.view;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.caravan.query.Field.Computed;
import io.caravan.query.Sql;
import io.caravan.query.view.Tokens.Kind;
import io.caravan.query.view.Tokens.Token;

/** Finds the columns in an expression of a view's author, and quotes them. */
final class Expressions {

    private Expressions() {}

    static Computed resolve(String expression, Set<String> known) {
        List<Token> tokens = Tokens.of(expression);
        Set<String> columns = new LinkedHashSet<>();
        StringBuilder sql = new StringBuilder();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            String name = Tokens.unquoted(token.text());
            if (isName(token) && known.contains(name) && !called(tokens, i) && !qualified(tokens, i)) {
                columns.add(name);
                sql.append(Sql.quote(name));
            } else {
                sql.append(token.text());
            }
        }
        return new Computed(sql.toString().strip(), List.copyOf(columns));
    }

    /** What would let the expression end, or go on, elsewhere than it seems. */
    static Optional<String> fault(String expression) {
        int depth = 0;
        String before = "";
        for (Token token : Tokens.of(expression)) {
            String text = token.kind() == Kind.OTHER ? token.text() : "";
            String pair = before + text;
            if (pair.equals("--") || pair.equals("/*") || text.equals("#") || text.equals(";")) {
                return Optional.of("an expression has no comments and no ';'");
            }
            depth += text.equals("(") ? 1 : text.equals(")") ? -1 : 0;
            if (depth < 0) {
                return Optional.of("a ')' too many");
            }
            before = text;
        }
        return depth == 0 ? Optional.empty() : Optional.of("a ')' is missing");
    }

    private static boolean isName(Token token) {
        return token.kind() == Kind.WORD || token.kind() == Kind.QUOTED;
    }

    private static boolean called(List<Token> tokens, int index) {
        return tokens.get(index).kind() == Kind.WORD
                && tokens.subList(index + 1, tokens.size()).stream()
                        .filter(token -> !token.text().isBlank())
                        .findFirst()
                        .filter(token -> token.is("("))
                        .isPresent();
    }

    /** Part of another name, such as that of a subcolumn. */
    private static boolean qualified(List<Token> tokens, int index) {
        return index > 0 && tokens.get(index - 1).is(".");
    }
}
