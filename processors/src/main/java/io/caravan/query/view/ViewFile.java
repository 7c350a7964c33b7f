package io.caravan.query.view;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file of a view as it was found.
 *
 * @param modified milliseconds since 1970
 */
record ViewFile(Path path, long modified, long size) {

    private static final String ENDING = ".yaml";

    /** Those of a folder by name; none when there is no folder. */
    static List<ViewFile> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .sorted()
                    .map(ViewFile::of)
                    .toList();
        } catch (NoSuchFileException e) {
            // No views are configured.
            return List.of();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    static ViewFile of(Path path) {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new ViewFile(path, attributes.lastModifiedTime().toMillis(), attributes.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        String name = path.getFileName().toString();
        return name.substring(0, name.length() - ENDING.length());
    }

    String text() throws IOException {
        return Files.readString(path);
    }

    /** As people know it: from the project folder on. */
    String shownBelow(Path home) {
        return (path.startsWith(home) ? home.relativize(path) : path).toString();
    }
}
