package io.caravan.hub.schema;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import com.clickhouse.client.api.Client;
import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;

import io.caravan.hub.config.ConfigException;
import io.caravan.hub.health.Dependency;

/**
 * ClickHouse with its tables: the first probe that reaches the server creates the database and applies
 * {@code sql/clickhouse}; later ones only ask whether the server answers.
 */
public final class ClickHouseSchema implements Dependency {

    static final Pattern DATABASE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");
    private static final long PATIENCE_SECONDS = 5;

    private final Client client;
    private final Supplier<HikariDataSource> connections;
    private final String database;
    private final Path scripts;
    private final CompatibilityViews compatibility;
    private boolean applied;

    /**
     * @param client knows address and user, not bound to the database, which may not exist yet
     * @param connections makes a pool bound to the database
     * @param compatibility views that are made after the tables
     */
    public ClickHouseSchema(
            Client client,
            Supplier<HikariDataSource> connections,
            String database,
            Path scripts,
            CompatibilityViews compatibility) {
        if (!DATABASE.matcher(database).matches()) {
            throw new ConfigException("caravan.clickhouse.database = " + database
                    + ": letters, digits and underscores are wanted, a letter first");
        }
        this.client = client;
        this.connections = connections;
        this.database = database;
        this.scripts = scripts;
        this.compatibility = compatibility;
    }

    @Override
    public String name() {
        return "clickhouse";
    }

    @Override
    public synchronized void probe() throws Exception {
        if (!applied) {
            execute("CREATE DATABASE IF NOT EXISTS `" + database + "`");
            migrate();
            compatibility.apply();
            applied = true;
        }
        execute("SELECT 1");
    }

    private void execute(String sql) throws Exception {
        client.query(sql).get(PATIENCE_SECONDS, TimeUnit.SECONDS).close();
    }

    /** In a pool of its own: Flyway never gives back a connection over which its first questions fail. */
    private void migrate() throws Exception {
        try (HikariDataSource pool = connections.get()) {
            Flyway flyway = Flyway.configure(getClass().getClassLoader())
                    .dataSource(pool)
                    .locations("filesystem:" + scripts)
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .failOnMissingLocations(true)
                    .validateMigrationNaming(true)
                    .load();
            // A script that broke off is run again, since its statements change nothing twice; Flyway would refuse for
            // ever.
            if (Arrays.stream(flyway.info().all())
                    .anyMatch(script -> script.getState().isFailed())) {
                execute("ALTER TABLE `" + database + "`.flyway_schema_history DELETE WHERE success = 0"
                        + " SETTINGS mutations_sync = 1");
            }
            flyway.migrate();
        }
    }
}
