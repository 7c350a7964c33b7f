package io.caravan.embedded.mongo;

import java.nio.file.Path;

import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;

/**
 * Writes what a message changed to the file before it is answered. H2 alone writes once a second, and a kill in between
 * would take back what clients were told is stored.
 */
final class DurableBackend extends H2Backend {

    DurableBackend(Path file) {
        super(file.toString());
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        Document reply = super.handleMessage(message);
        commit();
        return reply;
    }
}
