package io.caravan.embedded.kafka;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/** The folder that a broker keeps its records in; it must carry a cluster id before the first start. */
final class Storage {

    private Storage() {}

    static void formatIfNew(Properties broker) throws Exception {
        Path folder = Path.of(broker.getProperty("log.dirs"));
        if (Files.exists(folder.resolve("meta.properties"))) {
            return;
        }
        Files.createDirectories(folder);
        new Formatter()
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(Integer.parseInt(broker.getProperty("node.id")))
                .setControllerListenerName(broker.getProperty("controller.listener.names"))
                .setMetadataLogDirectory(folder.toString())
                .addDirectory(folder.toString())
                .run();
    }
}
