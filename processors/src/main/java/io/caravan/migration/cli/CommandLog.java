package io.caravan.migration.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import org.slf4j.LoggerFactory;

import io.caravan.hub.config.ConfigException;

/** Sends log lines to a file of the command, so that the terminal is left to the progress. */
final class CommandLog {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss");

    private CommandLog() {}

    /**
     * @param level debug, info, warning or error, in any case
     * @return the file
     */
    static Path open(Path folder, String level, LocalDateTime now) throws IOException {
        Path file = Files.createDirectories(folder).resolve("ch_migration_" + STAMP.format(now) + ".log");
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        context.putProperty("level", word(level));
        context.putProperty("file", file.toString());
        try {
            var configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(CommandLog.class.getResource("/caravan/logback-file.xml"));
        } catch (JoranException e) {
            throw new IllegalStateException("logging cannot be set up", e);
        }
        return file;
    }

    private static String word(String level) {
        return switch (level.toLowerCase(Locale.ROOT)) {
            case "trace", "debug" -> "DEBUG";
            case "info", "success" -> "INFO";
            case "warning", "warn" -> "WARN";
            case "error", "critical" -> "ERROR";
            default ->
                throw new ConfigException(
                        "LOG_LEVEL: " + level + " is not understood; debug, info, warning or error is wanted");
        };
    }
}
