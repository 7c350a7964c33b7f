package io.caravan.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Finds the ClickHouse engine for this machine among the fetched npm packages. */
final class ClickHouseLibrary {

    private ClickHouseLibrary() {}

    /**
     * @param module the folder with {@code node_modules}
     * @throws EmbeddedServerException when it was not fetched; says how to
     */
    static Path in(Path module) {
        String platform = platform(System.getProperty("os.name"), System.getProperty("os.arch"));
        Path folder = module.resolve("node_modules/@chdb/lib-" + platform);
        return List.of("libchdb.so", "libchdb.dylib").stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(
                        () -> new EmbeddedServerException(
                                "clickhouse",
                                "the engine is missing from " + folder + ": run `npm ci` in " + module
                                        + " (npm comes with Node.js), or set caravan.clickhouse.url to a ClickHouse of your own"));
    }

    static String platform(String os, String architecture) {
        String cpu =
                switch (architecture) {
                    case "amd64", "x86_64" -> "x64";
                    case "aarch64", "arm64" -> "arm64";
                    default -> architecture;
                };
        String name = os.toLowerCase(Locale.ROOT);
        if (name.startsWith("linux")) {
            return "linux-" + cpu + "-gnu";
        }
        return (name.startsWith("mac") ? "darwin" : name) + "-" + cpu;
    }
}
