package io.caravan.hub.health;

import com.mongodb.client.MongoClient;
import org.bson.Document;

/** MongoDB, or the embedded stand-in, answers ping. */
public final class MongoDependency implements Dependency {

    private final MongoClient client;
    private final String database;

    public MongoDependency(MongoClient client, String database) {
        this.client = client;
        this.database = database;
    }

    @Override
    public String name() {
        return "mongo";
    }

    @Override
    public void probe() {
        client.getDatabase(database).runCommand(new Document("ping", 1));
    }
}
