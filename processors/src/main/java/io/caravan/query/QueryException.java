package io.caravan.query;

/** The question cannot be answered as it is; the message says what is wrong with which part of it, for whoever asked. */
public final class QueryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String part;

    /**
     * @param part of the question, such as a path
     * @param message a sentence
     */
    public QueryException(String part, String message) {
        super(message);
        this.part = part;
    }

    public String part() {
        return part;
    }
}
