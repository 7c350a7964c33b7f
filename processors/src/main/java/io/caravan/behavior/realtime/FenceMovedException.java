package io.caravan.behavior.realtime;

/** Others apply pieces of the same partition all the time; the piece is delivered again. */
final class FenceMovedException extends RuntimeException {

    FenceMovedException(Piece piece) {
        super("partition " + piece.partition() + " is applied by another hub at the same time");
    }
}
