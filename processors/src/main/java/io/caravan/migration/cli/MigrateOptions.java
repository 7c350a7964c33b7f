package io.caravan.migration.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options of {@code ./caravan migrate}; those that are not given are null. */
final class MigrateOptions {

    /** What {@code --password} without a value is. */
    static final String ASK = "\u0000";

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "YAML with the sections clickhouse, s3, migration, logging and report.")
    Path config;

    @Option(names = "--mode", paramLabel = "single|full", scope = ScopeType.INHERIT, description = "One table, or all.")
    private String mode;

    @Option(names = "--db", paramLabel = "NAME", scope = ScopeType.INHERIT, description = "The database.")
    private String database;

    @Option(
            names = "--table",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "The table, with --mode single.")
    private String table;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            scope = ScopeType.INHERIT,
            description = {
                "ClickHouse, where it is not the one of a running hub; https://HOST for TLS. Or CH_HOST.",
                "With any of --host, --port, --user and --password this command does the work itself."
            })
    private String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            scope = ScopeType.INHERIT,
            description = "Its HTTP port, 8123 unless it is said. Or CH_PORT.")
    private String port;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "Its user, default unless it is said. Or CH_USER.")
    private String user;

    @Option(
            names = "--password",
            paramLabel = "TEXT",
            arity = "0..1",
            fallbackValue = ASK,
            scope = ScopeType.INHERIT,
            description = "The user's password; without TEXT it is asked for. Better: CH_PASSWORD.")
    String password;

    @Option(
            names = "--password-from",
            paramLabel = "VARIABLE",
            scope = ScopeType.INHERIT,
            description = "The environment variable that has the password.")
    String passwordFrom;

    @Option(
            names = {"--s3-policy", "--policy"},
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "The storage policy that tables are to have. Or S3_POLICY. s3 unless it is said; "
                    + "the hub's caravan.migration.policy when a hub does the work.")
    private String policy;

    @Option(
            names = {"--insert-interval", "--pause"},
            paramLabel = "TIME",
            scope = ScopeType.INHERIT,
            description =
                    "The pause after each partition: seconds such as 0.5, or 2s. Or MIGRATION_INSERT_INTERVAL. 1 unless it "
                            + "is said; the hub's caravan.migration.pause when a hub does the work.")
    private String interval;

    @Option(
            names = "--resume",
            scope = ScopeType.INHERIT,
            description = {
                "Goes on with the last migration of the same kind that was paused or failed, and with a run of "
                        + "ClickhouseMigratorS3 that is in ./migration_progress.json. Or MIGRATION_RESUME.",
                "Without it too what is done is found where it is, and not done again."
            })
    private boolean resume;

    @Option(
            names = "--progress",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description =
                    "The progress file of ClickhouseMigratorS3, for --resume. Default: ./migration_progress.json.")
    Path progress;

    @Option(
            names = "--log-path",
            paramLabel = "FOLDER",
            scope = ScopeType.INHERIT,
            description = "For the log. Or LOG_PATH. Default: ./logs.")
    private String logPath;

    @Option(
            names = "--report-path",
            paramLabel = "FOLDER",
            scope = ScopeType.INHERIT,
            description = "For reports and migration_progress.json. Or REPORT_PATH. Default: ./reports.")
    private String reportPath;

    @Option(
            names = "--older-than",
            paramLabel = "AGE",
            scope = ScopeType.INHERIT,
            description = "Only partitions whose youngest row is older: 90d, 12h, 2w.")
    private String olderThan;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            scope = ScopeType.INHERIT,
            description = "Partitions of a table at the same time.")
    private String parallelism;

    @Option(
            names = "--bandwidth",
            paramLabel = "BYTES",
            scope = ScopeType.INHERIT,
            description = "Bytes a second that each partition may write; 0: no limit.")
    private String bandwidth;

    @Option(
            names = "--window",
            paramLabel = "HOURS",
            scope = ScopeType.INHERIT,
            description = "Only in these hours, such as 01:00-05:00.")
    private String window;

    @Option(
            names = "--direction",
            paramLabel = "to-s3|to-local",
            scope = ScopeType.INHERIT,
            description = "Where to. Default: to-s3.")
    private String direction;

    @Option(
            names = "--way",
            paramLabel = "auto|move|copy",
            scope = ScopeType.INHERIT,
            description = "Default: auto, which moves where the policies allow it.")
    private String way;

    @Option(
            names = "--volume",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "Of the policy; by default the first one there.")
    private String volume;

    String mode() {
        return mode;
    }

    String database() {
        return database;
    }

    String table() {
        return table;
    }

    /** What is given, but for the password. */
    Map<Setting, String> given() {
        Map<Setting, String> given = new EnumMap<>(Setting.class);
        put(given, Setting.HOST, host);
        put(given, Setting.PORT, port);
        put(given, Setting.USER, user);
        put(given, Setting.LOG_PATH, logPath);
        put(given, Setting.REPORT_PATH, reportPath);
        given.putAll(wishes());
        return given;
    }

    private Map<Setting, String> wishes() {
        Map<Setting, String> given = new EnumMap<>(Setting.class);
        put(given, Setting.POLICY, policy);
        put(given, Setting.INTERVAL, interval);
        put(given, Setting.RESUME, resume ? "true" : null);
        put(given, Setting.OLDER_THAN, olderThan);
        put(given, Setting.PARALLELISM, parallelism);
        put(given, Setting.BANDWIDTH, bandwidth);
        put(given, Setting.WINDOW, window);
        put(given, Setting.DIRECTION, direction);
        put(given, Setting.WAY, way);
        put(given, Setting.VOLUME, volume);
        return given;
    }

    /** Options that say what is to be migrated, and say nothing about a migration that is there already. */
    List<String> ofRequest() {
        List<String> names = new ArrayList<>();
        add(names, "--mode", mode);
        add(names, "--db", database);
        add(names, "--table", table);
        add(names, "--progress", progress == null ? null : "");
        wishes().keySet().forEach(setting -> names.add(setting.option()));
        return names;
    }

    private static void add(List<String> names, String name, String value) {
        if (value != null) {
            names.add(name);
        }
    }

    private static void put(Map<Setting, String> given, Setting setting, String value) {
        if (value != null) {
            given.put(setting, value);
        }
    }
}
