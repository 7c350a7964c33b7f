package io.caravan.embedded.mongo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.embedded.EmbeddedServer;
import io.caravan.embedded.FreePorts;
import io.caravan.embedded.Layout;
import io.caravan.embedded.MongoSettings;
import io.caravan.embedded.Port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MongoStandInTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path data;

    private EmbeddedServer server;

    @BeforeEach
    void start() {
        Layout layout = new Layout(Path.of(System.getProperty("caravan.home")), data);
        server = io.caravan.embedded.MongoStandIn.create(layout, new MongoSettings(new Port(FreePorts.one(), "mongo")));
        server.start();
        server.awaitReady(LIMIT);
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void keepsWhatItAcknowledgedOverAKill() {
        on(nodes -> nodes.insertOne(new Document("_id", "node-1").append("host", "10.0.0.1")));

        server.kill();
        restart();

        Document kept = on(nodes -> nodes.find(Filters.eq("_id", "node-1")).first());
        assertThat(kept).containsEntry("host", "10.0.0.1");
    }

    @Test
    void keepsDocumentsAndUniqueIndexesOverAStop() {
        on(nodes -> nodes.createIndex(Indexes.ascending("host"), new IndexOptions().unique(true)));
        on(nodes -> nodes.insertOne(new Document("host", "10.0.0.2")));

        server.stop();
        restart();

        long documents = on(MongoCollection::countDocuments);
        assertThat(documents).isEqualTo(1);
        assertThatThrownBy(() -> on(nodes -> nodes.insertOne(new Document("host", "10.0.0.2"))))
                .isInstanceOf(MongoWriteException.class)
                .hasMessageContaining("E11000");
    }

    private void restart() {
        server.start();
        server.awaitReady(LIMIT);
    }

    private <T> T on(Function<MongoCollection<Document>, T> action) {
        try (var client = MongoClients.create("mongodb://" + server.address())) {
            return action.apply(client.getDatabase("caravan").getCollection("nodes"));
        }
    }
}
