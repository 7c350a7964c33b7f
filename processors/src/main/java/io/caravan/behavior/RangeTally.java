package io.caravan.behavior;

/** What became of the records of a range, counted while it is stored. Not for use by several threads. */
public final class RangeTally {

    private int stored;
    private int duplicates;
    private int deadLettered;

    /** Rows that the store has. */
    public int stored() {
        return stored;
    }

    /** Events that were stored before, or stand twice in the range. */
    public int duplicates() {
        return duplicates;
    }

    public int deadLettered() {
        return deadLettered;
    }

    void addStored(int rows) {
        stored += rows;
    }

    void addDuplicates(int events) {
        duplicates += events;
    }

    void addDeadLettered(int records) {
        deadLettered += records;
    }
}
