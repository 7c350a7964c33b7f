package io.caravan.bench.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A copy of what users edit, so that a bench can leave routes out without touching the project.
 *
 * @param home the copy
 */
public record Project(Path home) {

    public static Project copy(Path project, Path to) throws IOException {
        for (String folder : List.of("routes", "kamelets", "config", "sql")) {
            Folder.copy(project.resolve(folder), to.resolve(folder));
        }
        return new Project(to);
    }

    /** Leaves out a file, or a folder with all in it. */
    public Project without(String path) throws IOException {
        Folder.delete(home.resolve(path));
        return this;
    }

    /** Replaces a file. */
    public Project with(String path, String text) throws IOException {
        Files.writeString(home.resolve(path), text);
        return this;
    }
}
