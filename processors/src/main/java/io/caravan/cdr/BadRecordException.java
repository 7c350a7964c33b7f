package io.caravan.cdr;

/** A call record cannot be stored: the message is the reason that goes to the dead letters with it. */
final class BadRecordException extends RuntimeException {

    BadRecordException(String reason) {
        super(reason);
    }
}
