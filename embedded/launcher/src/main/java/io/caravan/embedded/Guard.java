package io.caravan.embedded;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Ties a command to the process that starts it, from the first instant on and whatever language it is written in.
 *
 * <p>The starter holds the other end of the command's standard input. A shell that stays behind waits for its end, which
 * comes when the starter is gone, even by {@code kill -9}, and then kills the server. The server takes the place of the
 * first shell, so that its process id is the one the starter knows.
 *
 * <p>Ctrl-C reaches every process of a terminal's foreground group at once. The server must outlive it, so that the
 * starter can finish its work first: it gets a session of its own, or ignores the signal where there is no
 * {@code setsid} (macOS).
 */
final class Guard {

    private static final String SCRIPT = """
            trap '' INT HUP
            exec 3<&0
            (read -r line <&3 || kill -9 $$) </dev/null >/dev/null 2>&1 &
            exec "$@" 3<&- </dev/null
            """;

    private Guard() {}

    static List<String> around(List<String> command) {
        List<String> guarded = new ArrayList<>(setsid().map(Path::toString).toList());
        guarded.addAll(List.of("/bin/sh", "-c", SCRIPT, "guard"));
        guarded.addAll(command);
        return guarded;
    }

    private static Stream<Path> setsid() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(path)
                .map(folder -> Path.of(folder, "setsid"))
                .filter(Files::isExecutable)
                .limit(1);
    }
}
