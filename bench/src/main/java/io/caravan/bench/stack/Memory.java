package io.caravan.bench.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Resident memory of other processes, by the operating system's count. */
public final class Memory {

    private Memory() {}

    /** Bytes; 0 when the process is gone or the system does not tell. */
    public static long resident(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /**
     * Bytes of each server that a hub started itself, by the server's name.
     *
     * @param data the servers' data: each runs somewhere in the folder that bears its name
     */
    public static Map<String, Long> ofServers(ProcessHandle hub, Path data) {
        Map<String, Long> bytes = new TreeMap<>();
        // The small shell that guards a server runs there too.
        hub.descendants().forEach(process -> server(process.pid(), data)
                .ifPresent(name -> bytes.merge(name, resident(process.pid()), Math::max)));
        return bytes;
    }

    private static Optional<String> server(long pid, Path data) {
        try {
            Path folder = Files.readSymbolicLink(Path.of("/proc/" + pid + "/cwd"));
            return folder.startsWith(data) && !folder.equals(data)
                    ? Optional.of(data.relativize(folder).getName(0).toString())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
