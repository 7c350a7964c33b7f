package io.caravan.hub.config;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Every {@code caravan.*} key with its default. The list is a file of the hub's own, since users edit
 * {@code config/application.properties}, which explains the same keys.
 */
final class KnownKeys {

    static final String PREFIX = "caravan.";
    private static final String RESOURCE = "/caravan/defaults.properties";

    /** What Kubernetes sets by itself beside a service that is named caravan. */
    private static final Pattern KUBERNETES = Pattern.compile("CARAVAN_(SERVICE_HOST|SERVICE_PORT.*|PORT|PORT_.*)");

    private final Map<String, String> defaults;
    private final Map<String, String> keyByVariable = new TreeMap<>();

    private KnownKeys(Map<String, String> defaults) {
        this.defaults = defaults;
        defaults.keySet().forEach(key -> keyByVariable.put(variableOf(key), key));
    }

    static KnownKeys load() {
        var properties = new Properties();
        try (Reader in = new InputStreamReader(KnownKeys.class.getResourceAsStream(RESOURCE), StandardCharsets.UTF_8)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
        Map<String, String> defaults = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> defaults.put(key, properties.getProperty(key)));
        return new KnownKeys(defaults);
    }

    Map<String, String> defaults() {
        return defaults;
    }

    /** The value set by the environment for each known key. */
    Map<String, String> fromEnvironment(Map<String, String> environment) {
        Map<String, String> values = new TreeMap<>();
        environment.forEach((variable, value) -> {
            if (!variable.startsWith("CARAVAN_") || KUBERNETES.matcher(variable).matches()) {
                return;
            }
            String key = keyByVariable.get(variable);
            if (key == null) {
                throw unknown("environment variable " + variable, variable, keyByVariable.keySet());
            }
            values.put(key, value);
        });
        return values;
    }

    /** Refuses a {@code caravan.*} key that is not known; other keys are not the hub's business. */
    void check(String key, String where) {
        if (key.startsWith(PREFIX) && !defaults.containsKey(key)) {
            throw unknown("key " + key + " in " + where, key, defaults.keySet());
        }
    }

    private static ConfigException unknown(String what, String word, java.util.Collection<String> known) {
        return new ConfigException("unknown " + what
                + Nearest.to(word, known).map(n -> "; did you mean " + n + "?").orElse(""));
    }

    static String variableOf(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
