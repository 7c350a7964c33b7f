package io.caravan.docker;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

import io.caravan.testing.TestServers;

/** The folder that the image works in, made on this machine from the same sources. */
record ImageFolder(Path folder) {

    private static final Path HOME = TestServers.home();
    private static final Path TARGET = HOME.resolve("processors/target");

    /** Does what the COPY instructions say; the build stage's jars are those of this build. */
    static ImageFolder make(Path folder, Dockerfile.Stage image) throws IOException {
        var made = new ImageFolder(folder);
        for (Dockerfile.Copy copy : image.copies()) {
            Path target = folder.resolve(copy.target()).normalize();
            if (copy.stage().isEmpty()) {
                made.copy(HOME.resolve(copy.source()), target);
            } else if (copy.source().endsWith("/dependency/")) {
                made.copyDependencies(target);
            } else {
                jar(TARGET.resolve("classes"), Files.createDirectories(target).resolve("caravan-processors.jar"));
            }
        }
        return made;
    }

    private void copy(Path source, Path target) throws IOException {
        if (Files.isRegularFile(source)) {
            Files.copy(source, target.resolve(source.getFileName()));
            return;
        }
        try (Stream<Path> all = Files.walk(source)) {
            for (Path path : all.toList()) {
                Files.copy(path, target.resolve(source.relativize(path).toString()));
            }
        }
    }

    private void copyDependencies(Path target) throws IOException {
        Files.createDirectories(target);
        String classPath = Files.readString(TARGET.resolve("classpath")).strip();
        for (Path entry : List.of(classPath.split(File.pathSeparator)).stream()
                .map(Path::of)
                .toList()) {
            if (Files.isDirectory(entry)) {
                // A module of the project that is not packaged yet: …/<module>/target/classes.
                jar(entry, target.resolve(entry.getParent().getParent().getFileName() + ".jar"));
            } else {
                Files.copy(entry, target.resolve(entry.getFileName()));
            }
        }
    }

    private static void jar(Path classes, Path jar) {
        int result = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "--create", "--file", jar.toString(), "-C", classes.toString(), ".");
        if (result != 0) {
            throw new IllegalStateException("cannot make " + jar);
        }
    }
}
