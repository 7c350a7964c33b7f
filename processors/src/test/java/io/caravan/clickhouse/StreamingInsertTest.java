package io.caravan.clickhouse;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.management.ThreadMXBean;
import com.sun.net.httpserver.HttpServer;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class StreamingInsertTest extends ClickHouseTestBase {

    private static final int MEGABYTE = 1024 * 1024;

    @BeforeEach
    void createTable() {
        database.table("numbers", "(n UInt64, text String) ENGINE = MergeTree ORDER BY n");
    }

    /** Rows of 100 bytes, made as they are read; breaks after some of them if asked to. */
    private static final class Rows extends InputStream {
        private final long count;
        private final long breakAfter;
        private long row;
        private byte[] current = {};
        private int position;

        private Rows(long count, long breakAfter) {
            this.count = count;
            this.breakAfter = breakAfter;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (position == current.length) {
                if (row == breakAfter) {
                    throw new IOException("the disk is on fire");
                }
                if (row == count) {
                    return -1;
                }
                current =
                        "{\"n\":%10d,\"text\":\"%072d\"}\n".formatted(row, row).getBytes(UTF_8);
                row++;
                position = 0;
            }
            int copied = Math.min(length, current.length - position);
            System.arraycopy(current, position, bytes, offset, copied);
            position += copied;
            return copied;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void hundredsOfMegabytesNeedNoMoreMemoryThanAFew(boolean compression) {
        byte[] block = new byte[MEGABYTE];
        byte[] row = "{\"n\":        42,\"text\":\"%072d\"}\n".formatted(7).getBytes(UTF_8);
        for (int i = 0; i < block.length; i++) {
            block[i] = row[i % row.length];
        }
        int rowsOfBlock = block.length / row.length;
        InputStream body = new Repeated(block, rowsOfBlock * row.length, 300);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        sent(to("numbers", "compression=" + compression), "{\"n\":1}");
        long before = threads.getCurrentThreadAllocatedBytes();

        sent(to("numbers", "compression=" + compression), body);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(20L * MEGABYTE);
        assertThat(database.count("numbers")).isEqualTo(300L * rowsOfBlock + 1);
    }

    /** The first bytes of a block over and over, without making anything. */
    private static final class Repeated extends InputStream {
        private final byte[] block;
        private final int size;
        private int times;
        private int position;

        private Repeated(byte[] block, int size, int times) {
            this.block = block;
            this.size = size;
            this.times = times;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (position == size) {
                position = 0;
                times--;
            }
            if (times == 0) {
                return -1;
            }
            int copied = Math.min(length, size - position);
            System.arraycopy(block, position, bytes, offset, copied);
            position += copied;
            return copied;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aBodyThatBreaksMidwayIsNotStoredAsIfItWereWhole(boolean compression) {
        Exchange exchange = send(to("numbers", "compression=" + compression), new Rows(200_000, 100_000));

        assertThat(exchange.getException())
                .isInstanceOf(UnknownClickHouseException.class)
                .hasMessageContaining("the disk is on fire");
        database.ask("SYSTEM FLUSH LOGS");
        assertThat(database.count("numbers")).isZero();
    }

    @Test
    void aLargeBodyRefusedEarlyShowsTheServersReason() {
        Exchange exchange = send(to("missing", ""), new Rows(500_000, -1));

        assertThat(exchange.getException())
                .isInstanceOfSatisfying(PermanentClickHouseException.class, e -> assertThat(e.getCode())
                        .isEqualTo(60));
    }

    @Test
    void aProxyThatWasNotReadyIsNeverMistakenForSuccess() throws IOException {
        AtomicInteger requests = new AtomicInteger();
        HttpServer proxy = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        proxy.createContext("/", http -> {
            http.getRequestBody().readAllBytes();
            http.sendResponseHeaders(requests.incrementAndGet() == 1 ? 503 : 200, -1);
            http.close();
        });
        proxy.start();
        try {
            String uri = to(
                    "numbers",
                    "serverUrl=http://127.0.0.1:" + proxy.getAddress().getPort());

            Exchange exchange = send(uri, new Rows(10, -1));

            assertThat(exchange.getException()).isInstanceOf(RetryableClickHouseException.class);
        } finally {
            proxy.stop(0);
        }
    }
}
