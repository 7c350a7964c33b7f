package io.caravan.migration.cli;

import java.util.Optional;

/**
 * What can be said on the command line, in the environment and in the file of {@code --config}. Names and defaults are those
 * of ClickhouseMigratorS3, as far as that has them.
 */
enum Setting {
    HOST("--host", "CH_HOST", "clickhouse.host", "127.0.0.1"),
    PORT("--port", "CH_PORT", "clickhouse.port", "8123"),
    USER("--user", "CH_USER", "clickhouse.user", "default"),
    PASSWORD("--password", "CH_PASSWORD", "clickhouse.password", ""),
    POLICY("--s3-policy", "S3_POLICY", "s3.policy", "s3"),
    INTERVAL("--insert-interval", "MIGRATION_INSERT_INTERVAL", "migration.insert_interval", "1.0"),
    RESUME("--resume", "MIGRATION_RESUME", "migration.resume", "false"),
    LOG_LEVEL("", "LOG_LEVEL", "logging.level", "info"),
    LOG_PATH("--log-path", "LOG_PATH", "logging.path", "./logs"),
    REPORT_PATH("--report-path", "REPORT_PATH", "report.path", "./reports"),
    OLDER_THAN("--older-than", "", "migration.older_than", ""),
    PARALLELISM("--parallelism", "", "migration.parallelism", ""),
    BANDWIDTH("--bandwidth", "", "migration.bandwidth", ""),
    WINDOW("--window", "", "migration.window", ""),
    DIRECTION("--direction", "", "migration.direction", ""),
    WAY("--way", "", "migration.way", ""),
    VOLUME("--volume", "", "migration.volume", "");

    private final String option;
    private final String variable;
    private final String key;
    private final String usual;

    Setting(String option, String variable, String key, String usual) {
        this.option = option;
        this.variable = variable;
        this.key = key;
        this.usual = usual;
    }

    /** On the command line; empty where it cannot be said there. */
    String option() {
        return option;
    }

    /** In the environment; empty where it cannot be said there. */
    Optional<String> variable() {
        return variable.isEmpty() ? Optional.empty() : Optional.of(variable);
    }

    /** In the file: section, dot, name. */
    String key() {
        return key;
    }

    /** Where nobody says anything; empty where the hub has a default of its own. */
    String usual() {
        return usual;
    }

    /** Whether it says which ClickHouse is meant. */
    boolean isAddress() {
        return this == HOST || this == PORT || this == USER || this == PASSWORD;
    }
}
