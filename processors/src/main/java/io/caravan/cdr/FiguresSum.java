package io.caravan.cdr;

/** Figures while they grow, record by record. */
final class FiguresSum {

    private long records;
    private final MoneySum fee = new MoneySum();
    private long holdTime;
    private long checksum;

    void add(long feeMicros, long seconds, long fingerprint) {
        records++;
        fee.add(feeMicros);
        holdTime += seconds;
        checksum += fingerprint;
    }

    Figures total() {
        return new Figures(records, fee.total(), holdTime, checksum);
    }
}
