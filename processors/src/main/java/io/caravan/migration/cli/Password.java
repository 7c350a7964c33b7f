package io.caravan.migration.cli;

import java.io.Console;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.caravan.hub.config.ConfigException;

/** Gets the password that the command line speaks of, without anybody seeing it where that can be had. */
final class Password {

    /** In which the launcher hands over a password, since everybody sees the arguments of a process. */
    private static final String HANDED_OVER = "CH_PASSWORD_GIVEN";

    private final MigrateOptions options;
    private final Map<String, String> environment;
    private final Consumer<String> warn;

    Password(MigrateOptions options, Map<String, String> environment, Consumer<String> warn) {
        this.options = options;
        this.environment = environment;
        this.warn = warn;
    }

    /**
     * @return empty when the command line says nothing about it
     * @throws ConfigException when it cannot be had
     */
    Optional<String> given() {
        if (options.passwordFrom != null) {
            if (options.password != null) {
                throw new ConfigException("--password and --password-from: leave one out");
            }
            return Optional.of(fromVariable(options.passwordFrom));
        } else if (MigrateOptions.ASK.equals(options.password)) {
            return Optional.of(asked());
        } else if (options.password != null) {
            warnOfIt();
        }
        return Optional.ofNullable(options.password);
    }

    private String fromVariable(String variable) {
        String value = environment.get(variable);
        if (value == null) {
            throw new ConfigException("--password-from " + variable + ": there is no such environment variable");
        }
        if (variable.equals(HANDED_OVER)) {
            warnOfIt();
        }
        return value;
    }

    private static String asked() {
        Console console = System.console();
        char[] typed = console == null ? null : console.readPassword("Password of ClickHouse: ");
        if (typed == null) {
            throw new ConfigException("--password: nobody can be asked here; set CH_PASSWORD");
        }
        return new String(typed);
    }

    private void warnOfIt() {
        warn.accept(
                "caravan: a password on the command line is seen by others and kept by the shell; better CH_PASSWORD, or "
                        + "--password without a value, which asks for it");
    }
}
