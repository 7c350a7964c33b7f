package io.caravan.query.view;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells by names and types what a column may link to. */
final class LinkGuess {

    private LinkGuess() {}

    static boolean fits(String column, String type, String dictionary, TableFacts facts) {
        if (facts.keys().size() != 1) {
            return false;
        }
        String key = facts.keys().get(0);
        String name = bare(column);
        String wanted = bare(dictionary);
        return Types.plain(type).equals(Types.plain(facts.columns().get(key).type()))
                && (name.equals(bare(key))
                        || Set.of(wanted, "link" + wanted, wanted + "id").contains(name));
    }

    /** Attributes of which the wide table has a copy, named after the column and the attribute. */
    static List<String> copies(String column, TableFacts table, TableFacts dictionary) {
        return dictionary.columns().entrySet().stream()
                .filter(attribute -> table.column(column + "_" + attribute.getKey())
                        .filter(copy -> Types.plain(copy.type())
                                .equals(Types.plain(attribute.getValue().type())))
                        .isPresent())
                .map(attribute -> attribute.getKey())
                .toList();
    }

    private static String bare(String name) {
        return name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
    }
}
