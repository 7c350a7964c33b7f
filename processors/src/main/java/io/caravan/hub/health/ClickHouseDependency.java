package io.caravan.hub.health;

import java.util.concurrent.TimeUnit;

import com.clickhouse.client.api.Client;

/** A ClickHouse that the hub uses as it is: no database and no table is made there. */
public final class ClickHouseDependency implements Dependency {

    private static final long PATIENCE_SECONDS = 5;

    private final Client client;

    public ClickHouseDependency(Client client) {
        this.client = client;
    }

    @Override
    public String name() {
        return "clickhouse";
    }

    @Override
    public void probe() throws Exception {
        client.query("SELECT 1").get(PATIENCE_SECONDS, TimeUnit.SECONDS).close();
    }
}
