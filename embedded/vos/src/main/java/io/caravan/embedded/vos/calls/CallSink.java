package io.caravan.embedded.vos.calls;

/**
 * Takes call records one by one.
 *
 * @param <E> what taking one may throw
 */
@FunctionalInterface
public interface CallSink<E extends Exception> {

    void accept(Cdr cdr, Defect defect) throws E;
}
