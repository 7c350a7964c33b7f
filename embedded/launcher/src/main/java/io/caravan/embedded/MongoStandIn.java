package io.caravan.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Not MongoDB, but a stand-in that speaks its wire protocol, as no package registry carries a {@code mongod}.
 *
 * <p>It knows CRUD, bulk writes, upserts, unique indexes and simple aggregations. It refuses sessions, transactions and
 * {@code explain}, and silently ignores {@code $jsonSchema} validators and indexes that are not unique.
 */
public final class MongoStandIn implements ServerProgram {

    private final Layout layout;
    private final MongoSettings settings;

    private MongoStandIn(Layout layout, MongoSettings settings) {
        this.layout = layout;
        this.settings = settings;
    }

    public static EmbeddedServer create(Layout layout, MongoSettings settings) {
        return new EmbeddedServer(layout, new MongoStandIn(layout, settings));
    }

    @Override
    public String name() {
        return "mongo";
    }

    @Override
    public List<Port> ports() {
        return List.of(settings.port());
    }

    @Override
    public List<String> prepare(Path data) throws IOException {
        return new JvmCommand(name(), "io.caravan.embedded.mongo.MongoStandIn", settings.heapMegabytes())
                .with(
                        layout,
                        List.of(),
                        List.of(
                                String.valueOf(settings.port().number()),
                                data.resolve("store").toString()));
    }

    @Override
    public boolean ready() throws IOException {
        return Probe.connects(settings.port());
    }
}
