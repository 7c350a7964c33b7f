package io.caravan.clickhouse;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Insert rows into ClickHouse, query it, or ask whether it answers.
 *
 * <p>Nothing is sent to the server before the first message: a context starts while the server is down.
 */
@UriEndpoint(
        firstVersion = "4.18.0",
        scheme = "clickhouse",
        title = "ClickHouse",
        syntax = "clickhouse:database",
        category = {Category.DATABASE, Category.BIGDATA},
        producerOnly = true,
        headersClass = ClickHouseConstants.class)
public class ClickHouseEndpoint extends DefaultEndpoint {

    @UriPath
    @Metadata(description = "The database, or database.table. Without it, the component's database.")
    private String database;

    @UriParam
    private ClickHouseConfiguration configuration;

    public ClickHouseEndpoint() {}

    public ClickHouseEndpoint(String uri, ClickHouseComponent component, ClickHouseConfiguration configuration) {
        super(uri, component);
        this.configuration = configuration;
    }

    @Override
    public Producer createProducer() {
        return new ClickHouseProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("clickhouse: cannot be consumed from; poll with operation=query");
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        EndpointCheck.check(this);
    }

    @Override
    public ClickHouseComponent getComponent() {
        return (ClickHouseComponent) super.getComponent();
    }

    public String getDatabase() {
        return database;
    }

    /** The database, or database.table. Without it, the component's database. */
    public void setDatabase(String database) {
        this.database = database;
    }

    public ClickHouseConfiguration getConfiguration() {
        return configuration;
    }

    /** The endpoint's options. */
    public void setConfiguration(ClickHouseConfiguration configuration) {
        this.configuration = configuration;
    }
}
