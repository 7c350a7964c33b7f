package io.caravan.migration;

import java.util.ArrayList;
import java.util.List;

/** The arguments of a table's engine, as {@code system.tables.engine_full} has them. */
final class EngineArguments {

    private EngineArguments() {}

    /** Those between the first pair of parentheses; quotes and escapes are taken off. */
    static List<String> of(String engineFull) {
        List<String> arguments = new ArrayList<>();
        var argument = new StringBuilder();
        int depth = 0;
        char quote = 0;
        for (int i = Math.max(0, engineFull.indexOf('(')); i < engineFull.length(); i++) {
            char c = engineFull.charAt(i);
            if (quote != 0) {
                if (c == '\\' && i + 1 < engineFull.length()) {
                    argument.append(engineFull.charAt(++i));
                } else if (c == quote) {
                    quote = 0;
                } else {
                    argument.append(c);
                }
            } else if (c == '\'' || c == '`' || c == '"') {
                quote = c;
            } else if (c == ',' && depth == 1 || c == ')' && depth == 1) {
                arguments.add(argument.toString().strip());
                argument.setLength(0);
                if (c == ')') {
                    return arguments;
                }
            } else if (c == '(' && depth++ == 0) {
                argument.setLength(0);
            } else {
                depth -= c == ')' ? 1 : 0;
                argument.append(c);
            }
        }
        return arguments;
    }
}
