package io.caravan.cdr;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What the store holds of the windows of one pull, and which of it the reply has named so far. 28 bytes a record, so that
 * a million fits into a small heap. Belongs to one pull; not for use by several threads.
 */
public final class KnownRecords {

    /** Nothing is stored yet. */
    public static final KnownRecords NONE = new KnownRecords();

    /** day Date, flow_no Int64, fingerprint UInt64, fee Decimal(18, 6), hold_time UInt32. */
    private static final int ROW_BYTES = 30;

    private static final int CHUNK_BITS = 13;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int WITHIN = CHUNK - 1;

    private final List<long[]> flowNumbers = new ArrayList<>();
    private final List<long[]> fingerprints = new ArrayList<>();
    private final List<long[]> fees = new ArrayList<>();
    private final List<int[]> holdTimes = new ArrayList<>();
    private final BitSet seen = new BitSet();
    private final DayRanges days = new DayRanges();
    private int size;

    private KnownRecords() {}

    /**
     * Reads rows in RowBinary of the columns {@code day Date, flow_no Int64, fingerprint UInt64, fee Decimal(18, 6),
     * hold_time UInt32}, in ascending order of day and flow number, and closes the stream.
     *
     * @throws IOException when the stream fails, ends within a row, or is in another order
     */
    public static KnownRecords read(InputStream rows) throws IOException {
        var known = new KnownRecords();
        byte[] bytes = new byte[ROW_BYTES * 2048];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        try (rows) {
            int count = rows.readNBytes(bytes, 0, bytes.length);
            while (count > 0) {
                if (count % ROW_BYTES != 0) {
                    throw new IOException("the known records end within a row, after " + known.size + " rows");
                }
                buffer.clear();
                for (int i = 0; i < count; i += ROW_BYTES) {
                    known.add(
                            buffer.getShort() & 0xFFFF,
                            buffer.getLong(),
                            buffer.getLong(),
                            buffer.getLong(),
                            buffer.getInt());
                }
                count = rows.readNBytes(bytes, 0, bytes.length);
            }
        }
        return known;
    }

    public int size() {
        return size;
    }

    /** Place of a record, counted from 0; negative when the store does not have it. */
    int find(long epochDay, long flowNo) {
        int least = days.begin(epochDay);
        int most = days.end(epochDay, size) - 1;
        while (least <= most) {
            int middle = least + most >>> 1;
            long found = flowNo(middle);
            if (found == flowNo) {
                return middle;
            } else if (found < flowNo) {
                least = middle + 1;
            } else {
                most = middle - 1;
            }
        }
        return -1;
    }

    /** First place of a day. */
    int begin(long epochDay) {
        return days.begin(epochDay);
    }

    /** The place after the last one of a day; equals its begin when there is none. */
    int end(long epochDay) {
        return days.end(epochDay, size);
    }

    boolean seen(int place) {
        return seen.get(place);
    }

    /** The reply has the record, with this content. */
    void see(int place, long fingerprint) {
        seen.set(place);
        fingerprints.get(place >> CHUNK_BITS)[place & WITHIN] = fingerprint;
    }

    long flowNo(int place) {
        return flowNumbers.get(place >> CHUNK_BITS)[place & WITHIN];
    }

    /** As stored; once it was seen, as replied. */
    long fingerprint(int place) {
        return fingerprints.get(place >> CHUNK_BITS)[place & WITHIN];
    }

    /** As stored, in millionths. */
    long fee(int place) {
        return fees.get(place >> CHUNK_BITS)[place & WITHIN];
    }

    /** As stored, seconds. */
    long holdTime(int place) {
        return holdTimes.get(place >> CHUNK_BITS)[place & WITHIN] & 0xFFFF_FFFFL;
    }

    private void add(int day, long flowNo, long fingerprint, long fee, int holdTime) throws IOException {
        if (size > 0 && (day < days.last() || day == days.last() && flowNo <= flowNo(size - 1))) {
            throw new IOException("the known records are not in order of day and flow number, at row " + size);
        }
        if ((size & WITHIN) == 0) {
            flowNumbers.add(new long[CHUNK]);
            fingerprints.add(new long[CHUNK]);
            fees.add(new long[CHUNK]);
            holdTimes.add(new int[CHUNK]);
        }
        int chunk = size >> CHUNK_BITS;
        int within = size & WITHIN;
        flowNumbers.get(chunk)[within] = flowNo;
        fingerprints.get(chunk)[within] = fingerprint;
        fees.get(chunk)[within] = fee;
        holdTimes.get(chunk)[within] = holdTime;
        days.add(day, size);
        size++;
    }
}
