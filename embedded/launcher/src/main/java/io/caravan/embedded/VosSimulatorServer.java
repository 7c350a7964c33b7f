package io.caravan.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A telephone switch that is asked for its call records, as far as the hub can tell. */
public final class VosSimulatorServer implements ServerProgram {

    private final Layout layout;
    private final VosSettings settings;

    private VosSimulatorServer(Layout layout, VosSettings settings) {
        this.layout = layout;
        this.settings = settings;
    }

    public static EmbeddedServer create(Layout layout, VosSettings settings) {
        return new EmbeddedServer(layout, new VosSimulatorServer(layout, settings));
    }

    @Override
    public String name() {
        return "vos";
    }

    @Override
    public List<Port> ports() {
        return List.of(settings.port());
    }

    @Override
    public List<String> prepare(Path data) throws IOException {
        Map<String, String> properties = new HashMap<>(settings.knobs());
        properties.put("port", String.valueOf(settings.port().number()));
        Path file = PropertiesFile.write(data.resolve("vos.properties"), properties);
        return new JvmCommand(name(), "io.caravan.embedded.vos.VosSimulator", settings.heapMegabytes())
                .with(layout, List.of(), List.of(file.toString()));
    }

    @Override
    public boolean ready() throws IOException {
        return Probe.connects(settings.port());
    }
}
