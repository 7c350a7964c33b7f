package io.caravan.embedded.mongo;

import java.nio.file.Files;
import java.nio.file.Path;

import de.bwaldvogel.mongo.MongoServer;

/**
 * A stand-in that speaks MongoDB's wire protocol, in this process, until it gets a SIGTERM.
 *
 * <p>Arguments: the port on 127.0.0.1, the folder for its data.
 */
public final class MongoStandIn {

    private MongoStandIn() {}

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        Path folder = Files.createDirectories(Path.of(args[1]));
        MongoServer server = new MongoServer(new DurableBackend(folder.resolve("mongo.h2")));
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow, "stop"));
        server.bind("127.0.0.1", port);
    }
}
