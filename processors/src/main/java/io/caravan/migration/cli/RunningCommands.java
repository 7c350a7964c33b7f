package io.caravan.migration.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Commands on this host that are at a migration themselves, so that another one can tell them to pause, say. */
final class RunningCommands {

    private final ObjectMapper json = new ObjectMapper();
    private final Path folder;

    /** @param folder of journals */
    RunningCommands(Path folder) {
        this.folder = folder.resolve("commands");
    }

    /**
     * A command.
     *
     * @param server its ClickHouse
     * @param migration what it is at
     * @param url at which it listens, for this host alone
     * @param key by which it knows its user
     */
    record Running(long pid, URI server, String migration, URI url, String key) {}

    /** Lets others of the same user find this command; nobody finds half a file. */
    void add(Running command) throws IOException {
        AtomicFile.write(file(command.pid()), json.writeValueAsString(command));
    }

    void remove(long pid) throws IOException {
        Files.deleteIfExists(file(pid));
    }

    Optional<Running> at(URI server, String migration) throws IOException {
        return all(server).stream()
                .filter(command -> command.migration().equals(migration))
                .findFirst();
    }

    List<Running> all(URI server) throws IOException {
        if (Files.notExists(folder)) {
            return List.of();
        }
        List<Running> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                read(file).filter(command -> command.server().equals(server)).ifPresent(found::add);
            }
        }
        return found;
    }

    /** Empty when the command has ended. */
    private Optional<Running> read(Path file) throws IOException {
        Running command;
        try {
            command = json.readValue(Files.readAllBytes(file), Running.class);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (ProcessHandle.of(command.pid()).filter(ProcessHandle::isAlive).isPresent()) {
            return Optional.of(command);
        }
        Files.deleteIfExists(file);
        return Optional.empty();
    }

    private Path file(long pid) {
        return folder.resolve(pid + ".json");
    }
}
