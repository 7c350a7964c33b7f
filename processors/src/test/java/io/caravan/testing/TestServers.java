package io.caravan.testing;

/** The servers that tests run against. */
public final class TestServers {

    private TestServers() {}

    /** A running ClickHouse; {@code -Dcaravan.test.clickhouse.url} names it. */
    public static ClickHouseAddress clickhouse() {
        String url = System.getProperty("caravan.test.clickhouse.url", "http://127.0.0.1:8123");
        return new ClickHouseAddress(url, "caravan", "secret");
    }
}
