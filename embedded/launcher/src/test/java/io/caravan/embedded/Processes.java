package io.caravan.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What tests ask about processes that are not their children. */
final class Processes {

    private Processes() {}

    /** Whether it has ended, even if its parent (init, for an orphan) has not yet taken notice. */
    static boolean ended(ProcessHandle process) {
        if (!process.isAlive()) {
            return true;
        }
        Path stat = Path.of("/proc", String.valueOf(process.pid()), "stat");
        try {
            String afterName = Files.readString(stat).replaceFirst(".*\\) ", "");
            return afterName.startsWith("Z");
        } catch (IOException e) {
            // No such files on this system, or it ended in between.
            return !process.isAlive();
        }
    }
}
