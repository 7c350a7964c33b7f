package io.caravan.clickhouse.block;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.apache.camel.StreamCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SpoolTest {

    private static final int IN_MEMORY = 1 << 20;

    private final Spool spool = new Spool();
    private final Random random = new Random(7);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5000, IN_MEMORY - 1, IN_MEMORY, IN_MEMORY + 1, 5_000_001})
    void whatWasWrittenInPiecesIsReadTwice(int size) throws Exception {
        byte[] bytes = write(size);
        assertThat(spool.size()).isEqualTo(size);
        try (Spooled spooled = spool.take()) {
            assertThat(spooled.length()).isEqualTo(size);
            assertThat(readInPieces(spooled)).isEqualTo(bytes);
            assertThat(spooled.read()).isEqualTo(-1);
            spooled.reset();
            assertThat(spooled.readAllBytes()).isEqualTo(bytes);
            var out = new ByteArrayOutputStream();
            spooled.reset();
            spooled.writeTo(out);
            assertThat(out.toByteArray()).isEqualTo(bytes);
        }
    }

    @Test
    void aCopyIsReadByItselfAndClosedByItself() throws Exception {
        byte[] bytes = write(3 * IN_MEMORY);
        try (Spooled spooled = spool.take()) {
            spooled.skipNBytes(100);
            StreamCache copy = spooled.copy(null);
            try (InputStream in = (InputStream) copy) {
                assertThat(in.readAllBytes()).isEqualTo(bytes);
            }
            assertThat(spooled.position()).isEqualTo(100);
            assertThat(spooled.read()).isEqualTo(bytes[100] & 0xff);
        }
    }

    @Test
    void theNextBytesAreOthers() throws Exception {
        byte[] first = write(2 * IN_MEMORY);
        try (Spooled one = spool.take()) {
            assertThat(spool.size()).isZero();
            byte[] second = write(10);
            try (Spooled other = spool.take()) {
                assertThat(one.readAllBytes()).isEqualTo(first);
                assertThat(other.readAllBytes()).isEqualTo(second);
            }
        }
    }

    @Test
    void littleStaysInMemoryAndAFileHasNoName() throws Exception {
        List<Path> before = files();
        write(IN_MEMORY);
        try (Spooled little = spool.take()) {
            assertThat(little.inMemory()).isTrue();
            write(IN_MEMORY + 1);
            try (Spooled much = spool.take()) {
                assertThat(much.inMemory()).isFalse();
                assertThat(files()).isEqualTo(before);
            }
        }
    }

    @Test
    void closedBytesCannotBeRead() throws Exception {
        write(2 * IN_MEMORY);
        Spooled spooled = spool.take();
        spooled.close();
        assertThatThrownBy(() -> readInPieces(spooled)).isInstanceOf(IOException.class);
    }

    private byte[] write(int size) throws IOException {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        int done = 0;
        while (done < size) {
            int length = Math.min(size - done, 1 + random.nextInt(100_000));
            spool.write(bytes, done, length);
            done += length;
        }
        return bytes;
    }

    private byte[] readInPieces(InputStream in) throws IOException {
        var out = new ByteArrayOutputStream();
        byte[] buffer = new byte[70_000];
        int length;
        while ((length = in.read(buffer, 0, 1 + random.nextInt(buffer.length))) >= 0) {
            out.write(buffer, 0, length);
        }
        return out.toByteArray();
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.toString().endsWith(".rows"))
                    .sorted()
                    .toList();
        }
    }
}
