package io.caravan.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;

/** The log of a server: this run's, and beside it the one of the run before. */
record ServerLog(Path file) {

    private static final int TAIL_BYTES = 8 * 1024;
    private static final Pattern STACK_FRAME = Pattern.compile("^\\s+(at |\\.\\.\\. \\d+ more)");

    /** Begins a new log, so that logs of years do not pile up. */
    void rotate() throws IOException {
        if (Files.exists(file)) {
            Files.move(file, previous(), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Path previous() {
        return file.resolveSibling(file.getFileName().toString().replaceFirst("\\.log$", ".previous.log"));
    }

    /** The last lines without the depths of stack traces, indented, for a message. */
    String tail(int lines) {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            byte[] end = new byte[(int) Math.min(log.length(), TAIL_BYTES)];
            log.seek(log.length() - end.length);
            log.readFully(end);
            List<String> all = new String(end, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !STACK_FRAME.matcher(line).find())
                    .map(line -> "  " + line)
                    .toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException e) {
            return "  (no log: " + e.getMessage() + ")";
        }
    }
}
