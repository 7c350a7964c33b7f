package io.caravan.query.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.caravan.query.view.Tokens.Kind;
import io.caravan.query.view.Tokens.Token;

/** Takes the defaults of attributes from a CREATE DICTIONARY as the server shows it; no system table has them. */
final class DictionaryDefaults {

    private DictionaryDefaults() {}

    /** Literals by name. */
    static Map<String, String> of(String createStatement) {
        Map<String, String> defaults = new LinkedHashMap<>();
        for (List<Token> attribute : attributes(createStatement)) {
            for (int i = 1; i < attribute.size(); i++) {
                if (attribute.get(i).kind() == Kind.WORD
                        && attribute.get(i).text().equals("DEFAULT")) {
                    defaults.put(Tokens.unquoted(attribute.get(0).text()), literal(attribute, i + 1));
                }
            }
        }
        return defaults;
    }

    /** What stands between the commas of the first parentheses, without blanks. */
    private static List<List<Token>> attributes(String statement) {
        List<List<Token>> attributes = new ArrayList<>();
        List<Token> attribute = new ArrayList<>();
        int depth = 0;
        for (Token token : Tokens.of(statement)) {
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (depth == 0 && token.is(")")) {
                break;
            } else if (depth == 1 && (token.is(",") || token.is("("))) {
                attribute = new ArrayList<>();
                attributes.add(attribute);
            } else if (depth > 0 && !token.text().isBlank()) {
                attribute.add(token);
            }
        }
        return attributes.stream().filter(one -> !one.isEmpty()).toList();
    }

    private static String literal(List<Token> attribute, int from) {
        String first = from < attribute.size() ? attribute.get(from).text() : "";
        return first.equals("-") && from + 1 < attribute.size()
                ? first + attribute.get(from + 1).text()
                : first;
    }
}
