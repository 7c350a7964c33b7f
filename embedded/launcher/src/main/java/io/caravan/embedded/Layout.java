package io.caravan.embedded;

import java.nio.file.Path;

/**
 * Where the servers come from and where they keep what they know.
 *
 * @param home the project folder, the one with {@code embedded/} in it
 * @param data the folder that holds one folder a server, {@code .data} by default
 */
public record Layout(Path home, Path data) {

    public Layout {
        home = home.toAbsolutePath().normalize();
        data = data.toAbsolutePath().normalize();
    }

    /** The module that a server is built in: {@code embedded/<name>}. */
    Path module(String name) {
        return home.resolve("embedded").resolve(name);
    }

    /** Data, configuration and log of one server: {@code <data>/<name>}. */
    Path dataOf(String name) {
        return data.resolve(name);
    }
}
