package io.caravan.cdr;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KnownRecordsTest {

    private static final int ROW = 30;

    @Test
    void whatWasReadIsFoundByDayAndNumber() throws IOException {
        ByteBuffer rows = rows(4);
        row(rows, 20_000, 5, -1, 1_500_000, 60);
        row(rows, 20_000, 9, 2, -7, 0);
        row(rows, 20_002, 1, 3, 0, 1);
        row(rows, 65_535, Long.MAX_VALUE, 4, 999_999_999_999_999_999L, -1);
        KnownRecords known = KnownRecords.read(new ByteArrayInputStream(rows.array()));

        assertThat(known.size()).isEqualTo(4);
        int place = known.find(20_000, 5);
        assertThat(known.fingerprint(place)).isEqualTo(-1);
        assertThat(known.fee(place)).isEqualTo(1_500_000);
        assertThat(known.holdTime(place)).isEqualTo(60);
        assertThat(known.fee(known.find(20_000, 9))).isEqualTo(-7);
        assertThat(known.holdTime(known.find(65_535, Long.MAX_VALUE))).isEqualTo(4_294_967_295L);
        assertThat(known.find(20_001, 5)).isNegative();
        assertThat(known.find(20_002, 5)).isNegative();
        assertThat(known.find(20_000, 6)).isNegative();
        assertThat(known.end(20_000) - known.begin(20_000)).isEqualTo(2);
        assertThat(known.end(65_535) - known.begin(65_535)).isEqualTo(1);
        assertThat(known.end(20_001)).isEqualTo(known.begin(20_001));
    }

    @Test
    void aMillionRecordsTakeThirtyMegabytes() throws IOException {
        int count = 1_000_000;
        long before = used();
        KnownRecords known = KnownRecords.read(new Counting(count));
        assertThat(used() - before).isLessThan(32_000_000);
        assertThat(known.size()).isEqualTo(count);
        for (int i : new int[] {0, 1, 8191, 8192, 8193, 500_000, count - 1}) {
            assertThat(known.find(20_000, 2L * i + 2)).isEqualTo(i);
            assertThat(known.find(20_000, 2L * i + 1)).isNegative();
        }
    }

    @Test
    void rowsInAnotherOrderOrTwiceAreRefused() {
        for (long second : new long[] {5, 4}) {
            ByteBuffer rows = rows(2);
            row(rows, 20_000, 5, 0, 0, 0);
            row(rows, 20_000, second, 0, 0, 0);
            assertThatThrownBy(() -> KnownRecords.read(new ByteArrayInputStream(rows.array())))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("not in order");
        }
    }

    @Test
    void anAnswerThatEndsWithinARowIsRefused() {
        assertThatThrownBy(() -> KnownRecords.read(new ByteArrayInputStream(new byte[ROW + 1])))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("within a row");
    }

    @Test
    void nothingIsKnownOfAnEmptyAnswer() throws IOException {
        assertThat(KnownRecords.read(InputStream.nullInputStream()).size()).isZero();
        assertThat(KnownRecords.NONE.find(0, 1)).isNegative();
    }

    private static ByteBuffer rows(int count) {
        return ByteBuffer.allocate(count * ROW).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void row(ByteBuffer rows, int day, long flowNo, long fingerprint, long fee, int holdTime) {
        rows.putShort((short) day)
                .putLong(flowNo)
                .putLong(fingerprint)
                .putLong(fee)
                .putInt(holdTime);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Rows of one day with the flow numbers 2, 4, 6 and so on, made while they are read. */
    private static final class Counting extends InputStream {
        private final long count;
        private final ByteBuffer row = rows(1);
        private long position;

        Counting(long count) {
            this.count = count;
        }

        @Override
        public int read() {
            int within = (int) (position % ROW);
            if (within == 0) {
                if (position == count * ROW) {
                    return -1;
                }
                row.clear();
                row(row, 20_000, 2 * (position / ROW) + 2, 0, 0, 0);
            }
            position++;
            return row.get(within) & 0xFF;
        }
    }
}
