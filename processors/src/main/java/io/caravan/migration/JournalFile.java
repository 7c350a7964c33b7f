package io.caravan.migration;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * A file of lines that is only ever appended to: each line has a checksum, and is on disk when {@link #append} returns. The
 * last line may be torn by a kill, and counts as never written; any other damage is an error.
 */
final class JournalFile {

    private static final int SUM_DIGITS = 8;
    private static final int CHUNK = 1 << 16;

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

    /**
     * Gives the lines that were there when it was called, one after the other, however many there are.
     *
     * @throws MigrationException when a line before the last one is damaged
     */
    void each(Consumer<String> line) throws IOException {
        long size = size();
        if (size == 0) {
            return;
        }
        // What is there already never changes, so that nobody who appends has to wait.
        try (InputStream bytes = Files.newInputStream(file)) {
            byte[] chunk = new byte[CHUNK];
            var begun = new ByteArrayOutputStream();
            int number = 1;
            for (long left = size; left > 0; ) {
                int length = bytes.readNBytes(chunk, 0, (int) Math.min(chunk.length, left));
                left -= length == 0 ? left : length;
                int begin = 0;
                for (int end = 0; end < length; end++) {
                    if (chunk[end] == '\n') {
                        begun.write(chunk, begin, end - begin);
                        begin = end + 1;
                        give(begun, number++, left == 0 && begin == length, line);
                    }
                }
                begun.write(chunk, begin, length - begin);
            }
        }
    }

    private void give(ByteArrayOutputStream begun, int number, boolean last, Consumer<String> taker) {
        // What a damaged line was in UTF-8 does not matter: its checksum is wrong in any case.
        String line = begun.toString(StandardCharsets.UTF_8);
        begun.reset();
        if (sound(line)) {
            taker.accept(line.substring(SUM_DIGITS + 1));
        } else if (!last) {
            throw new MigrationException("the journal " + file + " is damaged in line " + number
                    + ": its checksum is wrong. Restore the file from a backup, or move it away: what is where is"
                    + " read from ClickHouse, but what was verified before is known to the journal alone");
        }
    }

    private synchronized long size() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    private void cutOffTornLine() throws IOException {
        var sound = new AtomicLong();
        each(line -> sound.addAndGet(SUM_DIGITS + 2 + line.getBytes(StandardCharsets.UTF_8).length));
        if (sound.get() < Files.size(file)) {
            try (var opened = new RandomAccessFile(file.toFile(), "rw")) {
                opened.setLength(sound.get());
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
