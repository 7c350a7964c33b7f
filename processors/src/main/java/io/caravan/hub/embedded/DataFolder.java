package io.caravan.hub.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder where embedded servers keep their data. */
public final class DataFolder {

    private static final List<String> SERVERS = List.of("clickhouse", "kafka", "redis", "mongo", "s3", "vos");

    private DataFolder() {}

    /** Deletes the data of every embedded server, and nothing else that may lie in the folder. */
    public static void empty(Path data) throws IOException {
        for (String server : SERVERS) {
            Path folder = data.resolve(server);
            if (Files.isDirectory(folder)) {
                try (Stream<Path> all = Files.walk(folder)) {
                    all.sorted(Comparator.reverseOrder()).forEach(DataFolder::delete);
                }
            }
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }
}
