package io.caravan.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The ClickHouse engine out of an npm package, in a small JVM that serves with it. */
public final class ClickHouseServer implements ServerProgram {

    private static final int HEAP_MEGABYTES = 64;

    /** Any will do: it names a folder inside one server's data. */
    private static final String SYSTEM_DATABASE = "5157e700-0000-4000-8000-000000000001";

    private final Layout layout;
    private final ClickHouseSettings settings;

    private ClickHouseServer(Layout layout, ClickHouseSettings settings) {
        this.layout = layout;
        this.settings = settings;
    }

    public static EmbeddedServer create(Layout layout, ClickHouseSettings settings) {
        return new EmbeddedServer(layout, new ClickHouseServer(layout, settings));
    }

    @Override
    public String name() {
        return "clickhouse";
    }

    @Override
    public List<Port> ports() {
        return List.of(settings.http(), settings.nativeProtocol());
    }

    @Override
    public List<String> prepare(Path data) throws IOException {
        Path library = ClickHouseLibrary.in(layout.module(name()));
        keepSystemTables(data.resolve("store"));
        Path users = OwnerOnlyFile.write(data.resolve("users.xml"), users());
        Path config = OwnerOnlyFile.write(data.resolve("config.xml"), config(data, users));
        return new JvmCommand(name(), "io.caravan.embedded.clickhouse.ClickHouse", HEAP_MEGABYTES)
                .with(
                        layout,
                        List.of("-Djna.tmpdir=" + data.resolve("tmp")),
                        List.of(
                                library.toString(),
                                config.toString(),
                                String.valueOf(settings.http().number())));
    }

    @Override
    public boolean ready() throws IOException {
        return Probe.answersHttp(settings.http(), "/ping") && Probe.connects(settings.nativeProtocol());
    }

    /**
     * Declares the database {@code system} as one on disk. The engine's own choice is one in memory: it writes the query and
     * part log to disk, does not know them after a restart, and then fails a thousand times a second to create them.
     */
    private static void keepSystemTables(Path store) throws IOException {
        Path declaration = Files.createDirectories(store.resolve("metadata")).resolve("system.sql");
        if (Files.notExists(declaration)) {
            Files.writeString(declaration, "ATTACH DATABASE _ UUID '" + SYSTEM_DATABASE + "' ENGINE = Atomic\n");
        }
    }

    private String users() throws IOException {
        return Template.named("clickhouse-users.xml")
                .filledAsXml(Map.of("user", settings.user(), "password.sha256", sha256(settings.password())));
    }

    private String config(Path data, Path users) throws IOException {
        return Template.named("clickhouse-config.xml")
                .filledAsXml(Map.of(
                        "data", data,
                        "users", users,
                        "http.port", settings.http().number(),
                        "native.port", settings.nativeProtocol().number(),
                        "max.memory", settings.maxMemoryBytes()))
                .replace("<storage_configuration/>", storage());
    }

    private String storage() throws IOException {
        if (settings.s3().isEmpty()) {
            return "";
        }
        S3Disk s3 = settings.s3().get();
        return Template.named("clickhouse-storage.xml")
                .filledAsXml(Map.of(
                        "endpoint", s3.endpoint(),
                        "access.key", s3.accessKey(),
                        "secret.key", s3.secretKey(),
                        "region", s3.region()));
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
