package io.caravan.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An S3 interface to a folder. */
public final class S3Server implements ServerProgram {

    /** It spends its time on hashes of bodies, for which only the second compiler uses the processor's own instructions. */
    private static final String ALL_COMPILERS = "-XX:TieredStopAtLevel=4";

    private final Layout layout;
    private final S3Settings settings;

    private S3Server(Layout layout, S3Settings settings) {
        this.layout = layout;
        this.settings = settings;
    }

    public static EmbeddedServer create(Layout layout, S3Settings settings) {
        return new EmbeddedServer(layout, new S3Server(layout, settings));
    }

    @Override
    public String name() {
        return "s3";
    }

    @Override
    public List<Port> ports() {
        return List.of(settings.port());
    }

    @Override
    public List<String> prepare(Path data) throws IOException {
        Path file = PropertiesFile.write(
                data.resolve("s3.properties"),
                Map.of(
                        "port", String.valueOf(settings.port().number()),
                        "accessKey", settings.accessKey(),
                        "secretKey", settings.secretKey(),
                        "bucket", settings.bucket(),
                        "folder", data.resolve("store").toString()));
        return new JvmCommand(name(), "io.caravan.embedded.s3.S3", settings.heapMegabytes())
                .with(layout, List.of(ALL_COMPILERS), List.of(file.toString()));
    }

    @Override
    public boolean ready() throws IOException {
        return Probe.answersHttp(settings.port(), "/");
    }
}
