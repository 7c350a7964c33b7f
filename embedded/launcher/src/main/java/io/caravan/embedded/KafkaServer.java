package io.caravan.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One Kafka broker that is its own controller. */
public final class KafkaServer implements ServerProgram {

    private final Layout layout;
    private final KafkaSettings settings;

    private KafkaServer(Layout layout, KafkaSettings settings) {
        this.layout = layout;
        this.settings = settings;
    }

    public static EmbeddedServer create(Layout layout, KafkaSettings settings) {
        return new EmbeddedServer(layout, new KafkaServer(layout, settings));
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public List<Port> ports() {
        return List.of(settings.port());
    }

    @Override
    public List<String> prepare(Path data) throws IOException {
        String properties = Template.named("kafka.properties")
                .filled(Map.of(
                        "data", data,
                        "port", settings.port().number(),
                        // The broker talks to itself there; nobody else needs to know it.
                        "controller.port", FreePorts.one()));
        Path file = OwnerOnlyFile.write(data.resolve("server.properties"), properties);
        return new JvmCommand(name(), "io.caravan.embedded.kafka.Kafka", settings.heapMegabytes())
                .with(layout, List.of("-Dcaravan.log=" + data.resolve("kafka.log")), List.of(file.toString()));
    }

    @Override
    public boolean ready() throws IOException {
        return KafkaProbe.leads(settings.port());
    }
}
