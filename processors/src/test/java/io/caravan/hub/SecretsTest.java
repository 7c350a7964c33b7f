package io.caravan.hub;

import java.net.http.HttpRequest;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.caravan.embedded.FreePorts;
import io.caravan.testing.HubProcess;
import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Whatever goes wrong with a server, its password is not told. */
class SecretsTest {

    private static final String SECRET = "geheim0815";

    @Test
    void aHubThatReachesNothingTellsNoPassword() {
        int nobody = FreePorts.one();
        try (var hub = new HubProcess(TestServers.home())) {
            hub.set("caravan.log.level", "DEBUG")
                    .set("caravan.clickhouse.url", "http://127.0.0.1:" + nobody)
                    .environment("CARAVAN_CLICKHOUSE_PASSWORD", SECRET)
                    .set("caravan.kafka.brokers", "127.0.0.1:" + nobody)
                    .set("caravan.kafka.security-protocol", "SASL_PLAINTEXT")
                    .set("caravan.kafka.sasl-mechanism", "PLAIN")
                    .environment(
                            "CARAVAN_KAFKA_SASL_JAAS_CONFIG",
                            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"u\" password=\""
                                    + SECRET + "\";")
                    .set("caravan.redis.address", "127.0.0.1:" + nobody)
                    .environment("CARAVAN_REDIS_PASSWORD", SECRET)
                    .environment("CARAVAN_MONGO_URI", "mongodb://u:" + SECRET + "@127.0.0.1:" + nobody)
                    .environment("CARAVAN_HUB_ADMIN_KEY", SECRET)
                    .environment("CARAVAN_S3_SECRET_KEY", SECRET)
                    .start()
                    .awaitListening();
            await("every server was looked for")
                    .until(() -> !hub.health("ready").body().contains("not reached yet"));
            hub.post(
                    "/api/v1/behaviors",
                    "{\"tenant_id\":\"t\",\"scenario_id\":\"s\",\"user_id\":\"u\",\"item_id\":\"i\",\"action_type\":\"view\"}");
            hub.get("/api/v1/cdrs?node=1");

            assertThat(hub.output()).doesNotContain(SECRET);
            for (String path : new String[] {"/observe/health", "/observe/info", "/observe/metrics"}) {
                assertThat(hub.send(HttpRequest.newBuilder(hub.management(path)).build())
                                .body())
                        .as(path)
                        .isNotEmpty()
                        .doesNotContain(SECRET);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CARAVAN_MONGO_URI=mongo://u:geheim0815@here",
                "CARAVAN_MONGO_URI=mongodb://u:geheim0815@here:port",
                "CARAVAN_KAFKA_SASL_JAAS_CONFIG=geheim0815",
                "CARAVAN_CLICKHOUSE_URL=http://u:geheim0815@ here"
            })
    void aValueThatCannotBeUsedIsNotRepeatedWhenItHoldsAPassword(String variable) {
        int equals = variable.indexOf('=');
        try (var hub = new HubProcess(TestServers.home())) {
            hub.set("caravan.clickhouse.url", "http://127.0.0.1:9")
                    .set("caravan.kafka.brokers", "127.0.0.1:9")
                    .set("caravan.kafka.security-protocol", "SASL_PLAINTEXT")
                    .set("caravan.kafka.sasl-mechanism", "PLAIN")
                    .environment(variable.substring(0, equals), variable.substring(equals + 1))
                    .start();
            var ready = new AtomicReference<>("");
            await("it failed, or looked for its servers").ignoreExceptions().until(() -> {
                if (hub.running()) {
                    ready.set(hub.health("ready").body());
                }
                return !hub.running()
                        || hub.output().contains("is down") && !ready.get().contains("not reached yet");
            });

            assertThat(hub.output()).isNotEmpty().doesNotContain(SECRET);
            assertThat(ready.get()).doesNotContain(SECRET);
        }
    }
}
