package io.caravan.hub.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills {@code {{key}}} in configuration files other than routes, where Camel does it. */
public final class Placeholders {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]+)}}");

    private Placeholders() {}

    /**
     * The text with every placeholder replaced.
     *
     * @throws ConfigException when a key is unknown
     */
    public static String fill(String text, HubProperties properties) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(match ->
                        Matcher.quoteReplacement(properties.get(match.group(1).strip())));
    }
}
