package io.caravan.hub.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.apache.camel.CamelContext;
import org.apache.camel.util.StringHelper;

/** Resolves {@code {{…}}} with the properties of the hub. */
final class Placeholders {
    private final CamelContext context;

    Placeholders(CamelContext context) {
        this.context = context;
    }

    /** The text with its placeholders filled in; empty if one of them has no value. */
    Optional<String> resolve(String text) {
        if (!text.contains("{{")) {
            return Optional.of(text);
        }
        try {
            return Optional.ofNullable(context.resolvePropertyPlaceholders(text));
        } catch (IllegalArgumentException unknownKey) {
            return Optional.empty();
        }
    }

    /** The outermost placeholders of a text, with their braces. */
    static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i + 1 < text.length(); i++) {
            if (text.startsWith("{{", i)) {
                start = depth++ == 0 ? i : start;
                i++;
            } else if (depth > 0 && text.startsWith("}}", i)) {
                i++;
                if (--depth == 0) {
                    tokens.add(text.substring(start, i + 1));
                }
            }
        }
        return tokens;
    }

    /** The key within a token: {@code {{?name:default}}} has the key {@code name}. */
    static String key(String token) {
        String inner = token.substring(2, token.length() - 2).strip();
        return inner.replaceFirst("^[?!]", "").split(":", 2)[0];
    }

    static boolean isOptional(String token) {
        return token.startsWith("{{?");
    }

    /** Whether the key is one of the names, in camel case or in kebab case. */
    static boolean names(Set<String> names, String key) {
        return names.stream()
                .anyMatch(name -> StringHelper.dashToCamelCase(name).equals(StringHelper.dashToCamelCase(key)));
    }
}
