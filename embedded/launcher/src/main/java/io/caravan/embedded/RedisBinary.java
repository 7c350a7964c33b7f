package io.caravan.embedded;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The Redis server for this machine inside the package that the module depends on.
 *
 * @param jar the package
 * @param entry the name of the program in it, which carries its version
 */
record RedisBinary(Path jar, String entry) {

    private static final String VERSION = "7.0.15";

    /** Finds the package on the class path that the module was built with. */
    static RedisBinary in(ModuleClassPath module) throws IOException {
        for (String element : module.packages().split(File.pathSeparator)) {
            if (Path.of(element).getFileName().toString().startsWith("embedded-redis-")) {
                return new RedisBinary(
                        Path.of(element), entry(System.getProperty("os.name"), System.getProperty("os.arch")));
            }
        }
        throw new EmbeddedServerException("redis", "no embedded-redis package on its class path " + module.packages());
    }

    static String entry(String os, String architecture) {
        String system = os.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String cpu =
                switch (architecture) {
                    case "x86_64" -> "amd64";
                    case "aarch64" -> "arm64";
                    default -> architecture;
                };
        return "redis-server-" + VERSION + "-" + system + "-" + cpu;
    }

    /** Unpacks the program unless it is there; a half written one never is. */
    Path unpackTo(Path folder) throws IOException {
        Path binary = folder.resolve(entry);
        if (Files.isExecutable(binary)) {
            return binary;
        }
        Files.createDirectories(folder);
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry found = zip.getEntry(entry);
            if (found == null) {
                throw new EmbeddedServerException(
                        "redis",
                        "there is no " + entry + " in " + jar.getFileName()
                                + ": set caravan.redis.url to a Redis of your own");
            }
            Path draft = folder.resolve(entry + ".new");
            try (InputStream program = zip.getInputStream(found)) {
                Files.copy(program, draft, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwx------"));
            return Files.move(draft, binary, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
