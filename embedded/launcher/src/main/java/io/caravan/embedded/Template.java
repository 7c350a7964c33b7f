package io.caravan.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A configuration file with <code>${name}</code> where a value belongs; they lie beside this class as resources. */
record Template(String text) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]+)}");

    static Template named(String resource) throws IOException {
        try (InputStream in = Template.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("resource " + resource + " is missing from the launcher");
            }
            return new Template(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    String filled(Map<String, ?> values) {
        return filled(values, UnaryOperator.identity());
    }

    String filledAsXml(Map<String, ?> values) {
        return filled(
                values,
                value -> value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    }

    private String filled(Map<String, ?> values, UnaryOperator<String> escape) {
        return PLACEHOLDER.matcher(text).replaceAll(match -> {
            Object value = values.get(match.group(1));
            if (value == null) {
                throw new IllegalArgumentException("no value for " + match.group());
            }
            return Matcher.quoteReplacement(escape.apply(value.toString()));
        });
    }
}
