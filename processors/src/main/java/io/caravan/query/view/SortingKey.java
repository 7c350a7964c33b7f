package io.caravan.query.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Takes the text of a sorting key apart, such as {@code tenant, toDate(time), `a,b`}. */
final class SortingKey {

    private SortingKey() {}

    /** The columns with which it begins, up to the first expression. */
    static List<String> plainColumns(String key, Set<String> columns) {
        List<String> plain = new ArrayList<>();
        for (String part : parts(key)) {
            String name = Tokens.unquoted(part);
            if (!columns.contains(name)) {
                break;
            }
            plain.add(name);
        }
        return List.copyOf(plain);
    }

    private static List<String> parts(String key) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        int depth = 0;
        for (Tokens.Token token : Tokens.of(key)) {
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (token.is(",") && depth == 0) {
                parts.add(part.toString().strip());
                part.setLength(0);
            } else {
                part.append(token.text());
            }
        }
        parts.add(part.toString().strip());
        return parts;
    }
}
