package io.caravan.query.view;

import java.util.Locale;
import java.util.Set;

/** Texts as YAML has them. */
final class YamlText {

    private static final Set<String> WORDS_OF_YAML =
            Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

    private YamlText() {}

    /** In quotes where it would be something else without. */
    static String of(String text) {
        return text.matches("[\\p{L}_][\\p{L}\\p{N}_.]*") && !WORDS_OF_YAML.contains(text.toLowerCase(Locale.ROOT))
                ? text
                : "'" + text.replace("'", "''") + "'";
    }
}
