package io.caravan.clickhouse;

import java.util.Properties;

import com.clickhouse.client.api.Client;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How the component is configured and found. */
class ComponentTest {

    @Test
    void propertiesConfigureTheComponent() throws Exception {
        Main main = new Main();
        Properties properties = new Properties();
        properties.put(
                "camel.component.clickhouse.server-url",
                TestServers.clickhouse().url());
        properties.put(
                "camel.component.clickhouse.username", TestServers.clickhouse().username());
        properties.put(
                "camel.component.clickhouse.password", TestServers.clickhouse().password());
        properties.put("camel.component.clickhouse.database", "system");
        properties.put("camel.component.clickhouse.socket-timeout", "1m");
        properties.put("camel.component.clickhouse.output-type", "STRING");
        main.setOverrideProperties(properties);
        main.start();
        try {
            assertThat(main.getCamelContext()
                            .createProducerTemplate()
                            .requestBody(
                                    "clickhouse:?operation=query&format=TSV",
                                    "SELECT name FROM one, databases WHERE name = currentDatabase()"))
                    .isEqualTo("system\n");
            ClickHouseEndpoint endpoint =
                    main.getCamelContext().getEndpoint("clickhouse:db.t", ClickHouseEndpoint.class);
            assertThat(endpoint.getConfiguration().getSocketTimeout()).isEqualTo(60_000);
        } finally {
            main.stop();
        }
    }

    @Test
    void routesStartWhileTheServerIsDown() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:in").to("clickhouse:db.calls?serverUrl=http://127.0.0.1:1");
                }
            });

            context.start();

            assertThat(context.isStarted()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "clickhouse:db.t?serverUrl=http://x&asynchInsert=true|asynchInsert",
                "clickhouse:db.t?serverUrl=http://x&format=JSONEachRows|JSONEachRows",
                "clickhouse:db.t?serverUrl=http://x&operation=upsert|upsert",
                "clickhouse:db.t?serverUrl=http://x&maxRetries=-1|maxRetries",
                "clickhouse:db.t?serverUrl=http://x&setting.query=SELECT|query",
                "clickhouse:db`.t?serverUrl=http://x|db`",
                "clickhouse:db.t?serverUrl=ftp://x|ftp://x",
                "clickhouse:db.t?serverUrl=http://user:pw@x|must not hold",
                "clickhouse:?serverUrl=http://x|A database is needed",
                "clickhouse:db.t|server-url",
            })
    void mistakesStopTheRouteFromStarting(String uri, String mistake) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:in").to(uri);
                }
            });

            assertThatThrownBy(context::start).hasStackTraceContaining(mistake);
        }
    }

    @Test
    void sslMakesTheAddressHttps() {
        ClickHouseConfiguration options = new ClickHouseConfiguration();
        options.setSsl(true);
        for (String url : new String[] {"http://db.example:8443", "https://db.example:8443", "db.example:8443"}) {
            options.setServerUrl(url);
            assertThat(ClientKey.of(options).url()).isEqualTo("https://db.example:8443");
        }
    }

    @Test
    void equalOptionsShareOneClientWhichIsClosedAfterItsLastUser() {
        ClickHouseConfiguration options = new ClickHouseConfiguration();
        options.setServerUrl("http://127.0.0.1:1");
        ClientPool pool = new ClientPool();
        Client first = pool.acquire(ClientKey.of(options));

        assertThat(pool.acquire(ClientKey.of(options.copy()))).isSameAs(first);
        pool.release(ClientKey.of(options));
        assertThat(pool.acquire(ClientKey.of(options))).isSameAs(first);
        pool.release(ClientKey.of(options));
        pool.release(ClientKey.of(options));
        assertThat(pool.acquire(ClientKey.of(options))).isNotSameAs(first);
        pool.close();
    }

    @Test
    void theClientsKeyHidesThePassword() {
        ClickHouseConfiguration options = new ClickHouseConfiguration();
        options.setServerUrl("http://127.0.0.1:1");
        options.setPassword("hush");

        assertThat(ClientKey.of(options).toString()).doesNotContain("hush");
    }

    @Test
    void aClientFromTheRegistryIsUsedAndLeftOpen() throws Exception {
        try (Client client = new Client.Builder()
                        .addEndpoint(TestServers.clickhouse().url())
                        .setUsername(TestServers.clickhouse().username())
                        .setPassword(TestServers.clickhouse().password())
                        .build();
                DefaultCamelContext context = new DefaultCamelContext()) {
            context.getRegistry().bind("shared", client);
            context.start();

            assertThat(context.createProducerTemplate().requestBody("clickhouse:default?operation=ping", (Object) null))
                    .isEqualTo(true);
            context.stop();

            assertThat(client.ping()).isTrue();
        }
    }
}
