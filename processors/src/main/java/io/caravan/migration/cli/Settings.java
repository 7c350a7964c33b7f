package io.caravan.migration.cli;

import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.caravan.hub.config.ConfigException;

/** What is in force: the command line wins over the environment, that over the file, that over the default. */
final class Settings {

    /** @param source as a person would name it: an option, a variable, or a key and its file */
    private record Said(String value, String source) {}

    private final Map<Setting, Said> said = new EnumMap<>(Setting.class);

    private Settings() {}

    /**
     * @param given on the command line
     * @param file what the file has, by its key
     * @param name of the file; for people
     */
    static Settings of(
            Map<Setting, String> given, Map<String, String> environment, Map<Setting, String> file, String name) {
        var settings = new Settings();
        file.forEach((setting, value) -> settings.say(setting, value, setting.key() + " in " + name));
        for (Setting setting : Setting.values()) {
            setting.variable()
                    .filter(environment::containsKey)
                    .ifPresent(variable -> settings.say(setting, environment.get(variable), variable));
        }
        given.forEach((setting, value) -> settings.say(setting, value, setting.option()));
        return settings;
    }

    /** An empty text says nothing, but for a password, which may be empty. */
    private void say(Setting setting, String value, String source) {
        if (setting == Setting.PASSWORD || !value.isBlank()) {
            said.put(setting, new Said(setting == Setting.PASSWORD ? value : value.strip(), source));
        }
    }

    /** Whether somebody says which ClickHouse is meant. */
    boolean nameAddress() {
        return said.keySet().stream().anyMatch(Setting::isAddress);
    }

    /** Who says which ClickHouse is meant; for people. */
    String addressSource() {
        return said.entrySet().stream()
                .filter(entry -> entry.getKey().isAddress())
                .map(entry -> entry.getValue().source())
                .findFirst()
                .orElse("");
    }

    /** What somebody says; empty when the default is in force. */
    Optional<String> said(Setting setting) {
        return Optional.ofNullable(said.get(setting)).map(Said::value);
    }

    String value(Setting setting) {
        return said(setting).orElse(setting.usual());
    }

    int port() {
        return parsed(Setting.PORT, value(Setting.PORT), "a port from 1 to 65535", text -> {
            int port = Integer.parseInt(text);
            if (port < 1 || port > 65535) {
                throw new IllegalArgumentException();
            }
            return port;
        });
    }

    boolean resume() {
        return parsed(
                Setting.RESUME, value(Setting.RESUME), "true or false", text -> switch (text.toLowerCase(Locale.ROOT)) {
                    case "true", "1", "yes", "on" -> true;
                    case "false", "0", "no", "off" -> false;
                    default -> throw new IllegalArgumentException();
                });
    }

    Path path(Setting setting) {
        return parsed(setting, value(setting), "a folder", text -> {
            try {
                return Path.of(text);
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException(e);
            }
        });
    }

    /** The pause after each partition as the hub reads it: seconds with or without a fraction, or a duration. */
    String pause(String text) {
        return parsed(Setting.INTERVAL, text, "seconds such as 0.5, or a duration such as 2s", value -> {
            if (value.matches("\\d{1,9}(\\.\\d{1,9})?|\\.\\d{1,9}")) {
                return "PT" + new BigDecimal(value).stripTrailingZeros().toPlainString() + "S";
            } else if (!value.matches("(?i)\\d{1,9}\\s*[smhdw]|P[T0-9.DHMS]+")) {
                throw new IllegalArgumentException();
            }
            return value;
        });
    }

    /** A number that only the hub knows the bounds of. */
    Optional<Long> number(Setting setting) {
        return said(setting).map(value -> parsed(setting, value, "a whole number", Long::valueOf));
    }

    private <T> T parsed(Setting setting, String value, String wanted, Function<String, T> parser) {
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException e) {
            String source = said.containsKey(setting) ? said.get(setting).source() : setting.option();
            throw new ConfigException(source + ": " + value + " is not understood; " + wanted + " is wanted", e);
        }
    }
}
