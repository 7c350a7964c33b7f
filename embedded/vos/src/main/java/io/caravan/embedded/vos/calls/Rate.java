package io.caravan.embedded.vos.calls;

/**
 * The price of calls to numbers that begin with a prefix.
 *
 * @param prefix          dialled prefix, as in {@code feePrefix}
 * @param tailDigits      digits of a number behind the prefix
 * @param microsPerMinute millionths of a yuan for a minute
 */
public record Rate(Category category, String prefix, int tailDigits, int microsPerMinute) {

    /** Millionths of a yuan for the billed seconds, half up. */
    long fee(int feeTime) {
        return ((long) feeTime * microsPerMinute + 30) / 60;
    }

    Rate times(double factor) {
        return new Rate(category, prefix, tailDigits, (int) Math.round(microsPerMinute * factor));
    }

    Rate raisedBy(int micros) {
        return new Rate(category, prefix, tailDigits, microsPerMinute + micros);
    }
}
