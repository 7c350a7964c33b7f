package io.caravan.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Redis as a native program, unpacked once from the package that carries it. */
public final class RedisServer implements ServerProgram {

    private final Layout layout;
    private final RedisSettings settings;

    private RedisServer(Layout layout, RedisSettings settings) {
        this.layout = layout;
        this.settings = settings;
    }

    public static EmbeddedServer create(Layout layout, RedisSettings settings) {
        return new EmbeddedServer(layout, new RedisServer(layout, settings));
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public List<Port> ports() {
        return List.of(settings.port());
    }

    @Override
    public List<String> prepare(Path data) throws IOException {
        Path binary = RedisBinary.in(new ModuleClassPath(name(), layout)).unpackTo(data.resolve("bin"));
        Path store = Files.createDirectories(data.resolve("store"));
        String configuration = Template.named("redis.conf")
                .filled(Map.of("store", store, "port", settings.port().number()));
        Path file = OwnerOnlyFile.write(data.resolve("redis.conf"), configuration);
        return List.of(binary.toString(), file.toString());
    }

    @Override
    public boolean ready() throws IOException {
        return Probe.answers(settings.port(), "PING\r\n", "+PONG");
    }
}
