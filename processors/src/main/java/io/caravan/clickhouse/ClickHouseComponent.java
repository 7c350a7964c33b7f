package io.caravan.clickhouse;

import java.util.HashMap;
import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.util.PropertiesHelper;

/** Inserts into, queries and pings ClickHouse; {@code clickhouse:database.table}. */
@Component("clickhouse")
public class ClickHouseComponent extends DefaultComponent {

    private final ClientPool clients = new ClientPool();
    private final StopSignal stopSignal = new StopSignal();

    @Metadata(description = "The options that endpoints start from.")
    private ClickHouseConfiguration configuration = new ClickHouseConfiguration();

    @Metadata(description = "The database of endpoints whose path names none, as in clickhouse:?operation=ping.")
    private String database;

    public ClickHouseComponent() {}

    public ClickHouseComponent(CamelContext context) {
        super(context);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        String[] path = remaining.split("\\.", 2);
        ClickHouseConfiguration options = configuration.copy();
        Map<String, Object> settings = new HashMap<>();
        if (options.getSettings() != null) {
            settings.putAll(options.getSettings());
        }
        settings.putAll(PropertiesHelper.extractProperties(parameters, "setting."));
        options.setSettings(settings);
        if (path.length == 2) {
            options.setTable(path[1]);
        }
        ClickHouseEndpoint endpoint = new ClickHouseEndpoint(uri, this, options);
        endpoint.setDatabase(path[0].isEmpty() ? database : path[0]);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        getCamelContext().addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStopping(CamelContext context) {
                // Before the routes drain: a message that waits for its retry would hold them up.
                stopSignal.raise();
            }
        });
    }

    @Override
    protected void doStart() throws Exception {
        stopSignal.lower();
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        stopSignal.raise();
        super.doStop();
        clients.close();
    }

    ClientPool clients() {
        return clients;
    }

    StopSignal stopSignal() {
        return stopSignal;
    }

    public ClickHouseConfiguration getConfiguration() {
        return configuration;
    }

    /** The options that endpoints start from. */
    public void setConfiguration(ClickHouseConfiguration configuration) {
        this.configuration = configuration;
    }

    public String getDatabase() {
        return database;
    }

    /** The database of endpoints whose path names none, as in clickhouse:?operation=ping. */
    public void setDatabase(String database) {
        this.database = database;
    }
}
