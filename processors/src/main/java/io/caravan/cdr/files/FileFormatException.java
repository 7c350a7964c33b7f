package io.caravan.cdr.files;

/** The file as a whole cannot be used, and no further try can help it. */
public final class FileFormatException extends RuntimeException {

    public FileFormatException(String message) {
        super(message);
    }

    public FileFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
