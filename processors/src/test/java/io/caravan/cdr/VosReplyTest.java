package io.caravan.cdr;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Items come out byte for byte, whatever the bytes and however they arrive. */
class VosReplyTest {

    private static final String[] PIECES = {
        "a", "é", "号", "😀", "\\\"", "\\\\", "{", "}", "[1]", ",", "\\u53f7", "x".repeat(900)
    };
    private static final String[] BLANKS = {"", " ", "\n\t ", "\r\n"};

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyItemKeepsItsBytes(long seed) {
        Random random = new Random(seed);
        List<String> items = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            items.add(item(random));
        }
        String blank = BLANKS[random.nextInt(BLANKS.length)];
        String reply = (seed % 2 == 0 ? "\uFEFF" : "") + "{\"skipped\":{\"deep\":[1,{\"a\":\""
                + "号".repeat(random.nextInt(20_000))
                + "\"}]},\"retCode\":0,\"infoCdrs\":[" + blank + String.join(blank + "," + blank, items) + blank
                + "],\"after\":[{}]}";
        List<String> read = readAll(new Dripping(reply.getBytes(StandardCharsets.UTF_8), random));
        assertThat(read).isEqualTo(items);
    }

    @Test
    void oneItemMayBeLargerThanEveryBuffer() {
        String huge = "{\"raw\":\"" + "号".repeat(1_000_000) + "\"}";
        assertThat(readAll(stream("{\"infoCdrs\":[{\"a\":1}," + huge + ",{\"b\":2}],\"retCode\":0}")))
                .containsExactly("{\"a\":1}", huge, "{\"b\":2}");
    }

    @Test
    void aLongStretchThatNobodyWantsIsNotKept() {
        long megabytes = 300;
        InputStream body = new Repeated(
                "{\"retCode\":0,\"others\":[",
                "{\"a\":1,\"b\":\"0123456789\"},",
                megabytes << 20,
                "0],\"infoCdrs\":[{\"c\":3}]}");
        long before = used();
        assertThat(readAll(body)).containsExactly("{\"c\":3}");
        assertThat(used() - before).isLessThan(megabytes << 19);
    }

    @Test
    void anArrayAroundTheReplyIsTakenOff() {
        assertThat(readAll(stream("[{\"retCode\":0,\"infoCdrs\":[{\"a\":1}]}]")))
                .containsExactly("{\"a\":1}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                          | -4   | empty",
                "<html>                                      | -4   | broken at byte",
                "'\"text\"'                                  | -4   | no object",
                "[]                                          | -4   | no object",
                "{}                                          | -999 | no retCode",
                "{\"infoCdrs\":[]}                           | -999 | no retCode",
                "{\"retCode\":null,\"infoCdrs\":[]}          | -999 | ",
                "{\"retCode\":\"bad\",\"infoCdrs\":[]}       | -999 | ",
                "{\"retCode\":-10033,\"exception\":\"Over\"} | -10033 | Over",
                "{\"infoCdrs\":[{}],\"retCode\":-7}          | -7   | retCode -7",
                "{\"retCode\":0,\"infoCdrs\":[{}             | -4   | cut off after byte",
                "{\"retCode\":0,\"infoCdrs\":[{},            | -4   | cut off after byte",
                "{\"retCode\":0                              | -4   | cut off after byte",
                "{\"retCode\":0,                             | -4   | cut off after byte",
                "[{\"retCode\":0,\"infoCdrs\":[]             | -4   | cut off after byte",
                "[{\"retCode\":0,\"infoCdrs\":[]}            | -4   | cut off after byte",
                "[{\"retCode\":0},{\"retCode\":0}]           | -4   | more than one"
            })
    void whatIsNoSuccessIsAnError(String reply, int code, String message) {
        assertThatThrownBy(() -> readAll(stream(reply))).isInstanceOfSatisfying(VosException.class, e -> {
            assertThat(e.retCode()).isEqualTo(code);
            assertThat(e).hasMessageContaining(message == null ? "" : message);
        });
    }

    @Test
    void aReplyInAnotherEncodingIsAnError() {
        byte[] bytes = "{\"retCode\":0,\"infoCdrs\":[{\"a\":1}]}".getBytes(StandardCharsets.UTF_16);
        assertThatThrownBy(() -> readAll(new ByteArrayInputStream(bytes)))
                .isInstanceOf(VosException.class)
                .hasMessageContaining("not in UTF-8");
    }

    private static String item(Random random) {
        if (random.nextInt(20) == 0) {
            return String.valueOf(random.nextInt());
        }
        StringBuilder text = new StringBuilder("{\"text\":\"");
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.append("\",\"号\":")
                .append(random.nextDouble())
                .append(",\"deep\":[{}]}")
                .toString();
    }

    private static List<String> readAll(InputStream body) {
        VosReply reply = new VosReply(body, "infoCdrs");
        List<String> items = new ArrayList<>();
        for (Optional<VosReply.Item> item = reply.next(); item.isPresent(); item = reply.next()) {
            items.add(new String(item.get().raw(), StandardCharsets.UTF_8));
        }
        return items;
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream((text == null ? "" : text).getBytes(StandardCharsets.UTF_8));
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Hands out few bytes at a time, as a network does. */
    private static final class Dripping extends ByteArrayInputStream {
        private final Random random;

        Dripping(byte[] bytes, Random random) {
            super(bytes);
            this.random = random;
        }

        @Override
        public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, 1 + random.nextInt(3000)));
        }
    }

    /** Begin, the same part again and again, end: a body that needs no memory. */
    private static final class Repeated extends InputStream {
        private final byte[] begin;
        private final byte[] part;
        private final byte[] end;
        private final long partsEnd;
        private long position;

        Repeated(String begin, String part, long atLeast, String end) {
            this.begin = begin.getBytes(StandardCharsets.UTF_8);
            this.part = part.getBytes(StandardCharsets.UTF_8);
            this.end = end.getBytes(StandardCharsets.UTF_8);
            this.partsEnd = this.begin.length + (atLeast / part.length() + 1) * this.part.length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            byte[] source = position < begin.length ? begin : position < partsEnd ? part : end;
            int from = (int)
                    (source == begin
                            ? position
                            : source == part ? (position - begin.length) % part.length : position - partsEnd);
            int count = Math.min(length, source.length - from);
            if (count <= 0) {
                return -1;
            }
            System.arraycopy(source, from, target, offset, count);
            position += count;
            return count;
        }
    }
}
