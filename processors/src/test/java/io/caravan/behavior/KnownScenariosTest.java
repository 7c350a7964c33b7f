package io.caravan.behavior;

import java.time.Duration;
import java.util.List;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import org.bson.Document;
import org.junit.jupiter.api.Test;

import io.caravan.embedded.FreePorts;
import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Against the stand-in for MongoDB. */
class KnownScenariosTest {

    private static final Duration EVERY = Duration.ofMillis(100);

    @Test
    void knowsTheActiveScenariosOfEachTenantAndFollowsChanges() {
        try (MongoClient mongo = MongoClients.create(TestServers.mongo());
                var scenarios = new KnownScenarios(mongo, "known_scenarios", EVERY)) {
            var collection = mongo.getDatabase("known_scenarios").getCollection("scenarios");
            collection.insertMany(List.of(scenario("shop", "home", "active"), scenario("shop", "old", "archived")));

            await().until(() -> !scenarios.known("shop", "old"));
            assertThat(scenarios.known("shop", "home")).isTrue();
            assertThat(scenarios.known("bank", "home")).isFalse();

            collection.insertOne(scenario("bank", "home", "active"));
            await().until(() -> scenarios.known("bank", "home"));
        }
    }

    @Test
    void letsEveryScenarioPassWhileMongoHasNeverAnswered() {
        String nobody = "mongodb://127.0.0.1:" + FreePorts.one() + "/?serverSelectionTimeoutMS=100";
        try (MongoClient mongo = MongoClients.create(nobody);
                var scenarios = new KnownScenarios(mongo, "known_scenarios", EVERY)) {
            assertThat(scenarios.known("shop", "home")).isTrue();
            await().during(Duration.ofMillis(400)).until(() -> scenarios.known("shop", "home"));
        }
    }

    private static Document scenario(String tenant, String id, String status) {
        return new Document("tenant_id", tenant).append("scenario_id", id).append("status", status);
    }
}
