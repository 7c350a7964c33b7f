package io.caravan.hub.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.query.GenericRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.caravan.hub.config.ConfigException;
import io.caravan.hub.log.Causes;

/**
 * The views in a database of their own, under the names that reports of an older store know. They are a convenience: where they
 * cannot be made, the hub says so and goes on. A table that already has one of the names is never touched.
 */
public final class CompatibilityViews {

    private static final Logger LOG = LoggerFactory.getLogger(CompatibilityViews.class);
    private static final Pattern VIEW = Pattern.compile("CREATE OR REPLACE VIEW \\$\\{compatibility}\\.(\\w+)");
    private static final String KEY = "caravan.cdr.compatibility.database";
    private static final long PATIENCE_SECONDS = 5;

    private final Client client;
    private final String hub;
    private final String database;
    private final Path script;

    /**
     * @param hub the hub's own database
     * @param database where the views go; empty: nowhere
     */
    public CompatibilityViews(Client client, String hub, String database, Path script) {
        if (!database.isEmpty() && !ClickHouseSchema.DATABASE.matcher(database).matches()) {
            throw new ConfigException(KEY + " = " + database
                    + ": letters, digits and underscores are wanted, a letter first; or nothing");
        }
        if (database.equals(hub)) {
            throw new ConfigException(KEY + " = " + database + ": another database than the hub's own is wanted");
        }
        this.client = client;
        this.hub = hub;
        this.database = database;
        this.script = script;
    }

    void apply() {
        if (database.isEmpty()) {
            return;
        }
        try {
            run("CREATE DATABASE IF NOT EXISTS `" + database + "`");
            for (String statement : statements()) {
                applyView(statement);
            }
        } catch (Exception e) {
            told(database, e);
        }
    }

    private List<String> statements() throws IOException {
        return Arrays.stream(Files.readString(script).split(";\\s*(\\n|$)"))
                .filter(statement -> VIEW.matcher(statement).find())
                .toList();
    }

    private void applyView(String statement) throws InterruptedException {
        Matcher view = VIEW.matcher(statement);
        view.find();
        String name = database + "." + view.group(1);
        try {
            // CREATE OR REPLACE VIEW would replace a table too, with all that is in it.
            if (isTable(view.group(1))) {
                LOG.warn(
                        "{} is a table, so it is left as it is; {} names the database for the hub's own views",
                        name,
                        KEY);
                return;
            }
            run(statement.replace("${compatibility}", "`" + database + "`").replace("${hub}", "`" + hub + "`"));
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            told(name, e);
        }
    }

    private boolean isTable(String view) {
        List<GenericRecord> found = client.queryAll(
                "SELECT engine FROM system.tables WHERE database = '" + database + "' AND name = '" + view + "'");
        return !found.isEmpty() && !found.get(0).getString("engine").equals("View");
    }

    private void run(String sql) throws Exception {
        client.query(sql).get(PATIENCE_SECONDS, TimeUnit.SECONDS).close();
    }

    private static void told(String what, Exception e) {
        LOG.warn(
                "{} cannot be made ({}), which only reports of the older store miss; grant the hub's user CREATE DATABASE and"
                        + " CREATE VIEW there, or leave {} empty",
                what,
                Causes.brief(e),
                KEY);
    }
}
