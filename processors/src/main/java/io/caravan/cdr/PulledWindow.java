package io.caravan.cdr;

/**
 * What a pull found out about a window.
 *
 * @param replied what the node replied for it: each call once, none of another day or account
 * @param rejected records that cannot be stored
 * @param repeated records that the reply held once more, byte for byte: left out
 * @param otherDays records that are stored, but belong to a day or an account that was not asked for: many hint at a wrong
 *     zone of the node. In a pull of several windows they are told of the first, unless the day is that of another
 * @param changed of the replied ones, those that the store had with other content
 * @param late of the replied ones, those new to the store although the day had been pulled to its end
 * @param vanished records that the store has, and the reply did not name
 * @param expected what the store must hold now: the replied and the vanished ones, and the stored versions of rejected ones
 */
public record PulledWindow(
        Window window,
        Figures replied,
        long rejected,
        long repeated,
        long otherDays,
        long changed,
        long late,
        long vanished,
        Figures expected) {

    /** As they stand in the ledger. */
    PullCounts counts() {
        return new PullCounts(rejected, repeated, otherDays, changed, late, vanished);
    }
}
