package io.caravan.migration;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A file of lines that is only ever appended to: each line has a checksum, and is on disk when {@link #append} returns. The
 * last line may be torn by a kill, and counts as never written; any other damage is an error.
 */
final class JournalFile {

    private static final int SUM_DIGITS = 8;

    private final Path file;
    private boolean repaired;

    JournalFile(Path file) {
        this.file = file;
    }

    /** Writes the lines together, with one wait for the disk. */
    synchronized void append(List<String> lines) throws IOException {
        boolean isNew = Files.notExists(file);
        if (isNew) {
            Files.createDirectories(file.getParent());
        } else if (!repaired) {
            cutOffTornLine();
        }
        repaired = true;
        var text = new StringBuilder();
        lines.forEach(line -> text.append(sum(line)).append(' ').append(line).append('\n'));
        ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        if (isNew) {
            syncFolder();
        }
    }

    /** @throws MigrationException when a line before the last one is damaged */
    synchronized List<String> lines() throws IOException {
        if (Files.notExists(file)) {
            return List.of();
        }
        byte[] bytes = Files.readAllBytes(file);
        List<String> lines = new ArrayList<>();
        int begin = 0;
        for (int end = 0; end < bytes.length; end++) {
            if (bytes[end] != '\n') {
                continue;
            }
            // What a damaged line was in UTF-8 does not matter: its checksum is wrong in any case.
            String line = new String(bytes, begin, end - begin, StandardCharsets.UTF_8);
            if (sound(line)) {
                lines.add(line.substring(SUM_DIGITS + 1));
            } else if (end < bytes.length - 1) {
                throw new MigrationException("the journal " + file + " is damaged in line " + (lines.size() + 1)
                        + ": its checksum is wrong. Restore the file from a backup, or move it away: what is where is"
                        + " read from ClickHouse, but what was verified before is known to the journal alone");
            }
            begin = end + 1;
        }
        return lines;
    }

    private void cutOffTornLine() throws IOException {
        long sound = 0;
        for (String line : lines()) {
            sound += SUM_DIGITS + 2 + line.getBytes(StandardCharsets.UTF_8).length;
        }
        if (sound < Files.size(file)) {
            try (var opened = new RandomAccessFile(file.toFile(), "rw")) {
                opened.setLength(sound);
                opened.getFD().sync();
            }
        }
    }

    private static boolean sound(String line) {
        return line.length() > SUM_DIGITS
                && line.charAt(SUM_DIGITS) == ' '
                && line.substring(0, SUM_DIGITS).equals(sum(line.substring(SUM_DIGITS + 1)));
    }

    private static String sum(String line) {
        var crc = new CRC32C();
        crc.update(line.getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(crc.getValue());
    }

    /** A new file is there after a power failure only when its folder is on disk too. */
    private void syncFolder() throws IOException {
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
