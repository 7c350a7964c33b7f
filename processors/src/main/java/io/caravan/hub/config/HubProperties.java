package io.caravan.hub.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The effective configuration: the defaults, then {@code config/application.properties}, then the environment, then the
 * command line; later wins. Unknown {@code caravan.*} keys are refused wherever they stand.
 */
public final class HubProperties {

    private static final String FILE = "config/application.properties";

    private final Path home;
    private final Map<String, String> values;

    private HubProperties(Path home, Map<String, String> values) {
        this.home = home;
        this.values = values;
    }

    /**
     * Reads the configuration of the project in {@code home}.
     *
     * @param overrides the {@code --set} pairs of the command line
     * @throws ConfigException naming the unknown key and the nearest known one, or the key whose value is of the wrong kind
     */
    public static HubProperties load(Path home, Map<String, String> environment, Map<String, String> overrides) {
        KnownKeys known = KnownKeys.load();
        Map<String, String> values = new TreeMap<>(known.defaults());
        Map<String, String> file = read(home.resolve(FILE));
        file.keySet().forEach(key -> known.check(key, FILE));
        overrides.keySet().forEach(key -> known.check(key, "--set"));
        values.putAll(file);
        values.putAll(known.fromEnvironment(environment));
        values.putAll(overrides);
        values.replaceAll((key, value) -> value.strip());
        var properties = new HubProperties(home, values);
        known.defaults().forEach(properties::checkKind);
        return properties;
    }

    /** A value must be of the kind that its default is; routes and Camel would name it without its key. */
    private void checkKind(String key, String usual) {
        if (usual.matches("\\d+")) {
            number(key);
        } else if (usual.matches("true|false")) {
            flag(key);
        } else if (usual.matches("P(T?\\d+[A-Z])+")) {
            duration(key);
        }
    }

    /** A copy with one key set, for addresses that are known only after the embedded servers are chosen. */
    public HubProperties with(String key, String value) {
        Map<String, String> copy = new TreeMap<>(values);
        copy.put(key, value);
        return new HubProperties(home, copy);
    }

    public Path home() {
        return home;
    }

    public String get(String key) {
        String value = values.get(key);
        if (value == null) {
            throw new ConfigException("no such key: " + key);
        }
        return value;
    }

    public boolean isEmpty(String key) {
        return get(key).isEmpty();
    }

    public int integer(String key) {
        return parse(key, Integer::valueOf, "a whole number");
    }

    public long number(String key) {
        return parse(key, Long::valueOf, "a whole number");
    }

    public boolean flag(String key) {
        return parse(
                key,
                value -> switch (value) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException();
                },
                "true or false");
    }

    /** An ISO-8601 duration: {@code PT30S}, or {@code P7D} for days of 24 hours. */
    public Duration duration(String key) {
        return parse(key, Duration::parse, "an ISO-8601 duration such as PT30S");
    }

    /** The comma-separated words of a value, without blanks. */
    public List<String> list(String key) {
        return Arrays.stream(get(key).split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Comma-separated whole numbers. */
    public List<Integer> integers(String key) {
        return parse(
                key,
                value -> list(key).stream().map(Integer::valueOf).toList(),
                "whole numbers such as 1,3,7, separated by commas,");
    }

    /** A path of the configuration; a relative one begins at the project folder. */
    public Path path(String key) {
        return home.resolve(get(key));
    }

    /** All keys, for Camel's placeholders. */
    public Properties asProperties() {
        var properties = new Properties();
        properties.putAll(values);
        return properties;
    }

    private <T> T parse(String key, Function<String, T> parser, String expected) {
        try {
            return parser.apply(get(key));
        } catch (IllegalArgumentException | DateTimeException e) {
            // What the parser says of the value says nothing more.
            throw new ConfigException(key + " = " + get(key) + ": " + expected + " is wanted");
        }
    }

    private static Map<String, String> read(Path file) {
        var properties = new Properties();
        if (Files.exists(file)) {
            try (Reader in = Files.newBufferedReader(file)) {
                properties.load(in);
            } catch (IOException | IllegalArgumentException e) {
                throw new ConfigException("cannot read " + file + ": " + e.getMessage(), e);
            }
        }
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        return values;
    }
}
