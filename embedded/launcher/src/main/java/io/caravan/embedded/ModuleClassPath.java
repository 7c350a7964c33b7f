package io.caravan.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the build left behind for the launcher: {@code target/classpath}, the packages that a server module depends on. */
record ModuleClassPath(String server, Layout layout) {

    /** The packages, as one class path. */
    String packages() throws IOException {
        return Files.readString(built(target().resolve("classpath"))).strip();
    }

    /** The folder of the module's own classes. */
    Path classes(String mainClass) {
        Path classes = target().resolve("classes");
        built(classes.resolve(mainClass.replace('.', '/') + ".class"));
        return classes;
    }

    private Path target() {
        return layout.module(server).resolve("target");
    }

    private Path built(Path file) {
        if (!Files.exists(file)) {
            throw new EmbeddedServerException(
                    server,
                    "it is not built (" + file + " is missing): run `mvn -q process-classes -pl embedded/" + server
                            + " -am` in " + layout.home() + " first");
        }
        return file;
    }
}
