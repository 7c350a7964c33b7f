package io.caravan.cdr;

/**
 * Which flow numbers a reply has had so far on one day, and the fingerprints of their records. At most 64 bytes a record,
 * whatever its size, so that a reply of a million fits. Not for use by several threads.
 */
final class FlowNumbers {

    /** What is known of a record. */
    enum Sighting {
        NEW,
        /** The same record once more, byte for byte. */
        REPEATED,
        /** Another record that bears a number which is taken. */
        CONFLICTING
    }

    private long[] numbers = new long[1 << 10];
    private long[] fingerprints = new long[1 << 10];
    private int size;

    /** @param flowNo positive */
    Sighting see(long flowNo, long fingerprint) {
        if (size * 2 > numbers.length) {
            grow();
        }
        int slot = slotOf(flowNo);
        if (numbers[slot] == flowNo) {
            return fingerprints[slot] == fingerprint ? Sighting.REPEATED : Sighting.CONFLICTING;
        }
        numbers[slot] = flowNo;
        fingerprints[slot] = fingerprint;
        size++;
        return Sighting.NEW;
    }

    private int slotOf(long flowNo) {
        int mask = numbers.length - 1;
        int slot = (int) mix(flowNo) & mask;
        while (numbers[slot] != 0 && numbers[slot] != flowNo) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldNumbers = numbers;
        long[] oldFingerprints = fingerprints;
        numbers = new long[oldNumbers.length * 2];
        fingerprints = new long[numbers.length];
        for (int i = 0; i < oldNumbers.length; i++) {
            if (oldNumbers[i] != 0) {
                int slot = slotOf(oldNumbers[i]);
                numbers[slot] = oldNumbers[i];
                fingerprints[slot] = oldFingerprints[i];
            }
        }
    }

    /** Spreads numbers that follow each other, by the finaliser of splitmix64. */
    private static long mix(long value) {
        long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
