package io.caravan.behavior;

/** A JSON value is not of the type that its field has. */
final class WrongTypeException extends RuntimeException {

    WrongTypeException() {
        super("wrong type", null, false, false);
    }
}
