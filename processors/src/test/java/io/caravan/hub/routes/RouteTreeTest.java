package io.caravan.hub.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Which files count as routes, however they are mounted. */
class RouteTreeTest {

    @TempDir
    private Path home;

    @Test
    void aLinkedFolderIsReadLikeAnyOther() throws IOException {
        Path elsewhere = Files.createDirectories(home.resolve("elsewhere/cdr"));
        Files.writeString(elsewhere.resolve("a.camel.yaml"), "a");
        Files.createSymbolicLink(home.resolve("routes"), home.resolve("elsewhere"));
        assertThat(RouteTree.read(home).texts()).containsExactly(Map.entry("routes/cdr/a.camel.yaml", "a"));
    }

    /** A ConfigMap is a link to a file behind a hidden link to a hidden folder. */
    @Test
    void aMountedConfigMapIsReadOnce() throws IOException {
        Path version = Files.createDirectories(home.resolve("routes/..2026_11_20"));
        Files.writeString(version.resolve("a.camel.yaml"), "a");
        Files.createSymbolicLink(home.resolve("routes/..data"), version);
        Files.createSymbolicLink(home.resolve("routes/a.camel.yaml"), Path.of("..data/a.camel.yaml"));
        assertThat(RouteTree.read(home).texts()).containsExactly(Map.entry("routes/a.camel.yaml", "a"));
    }
}
