package io.caravan.embedded;

/** An embedded server could not be started or stopped; the message names the server, the cause and what to do. */
public final class EmbeddedServerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String server;

    public EmbeddedServerException(String server, String problem) {
        this(server, problem, null);
    }

    public EmbeddedServerException(String server, String problem, Throwable cause) {
        super("Embedded " + server + ": " + problem, cause);
        this.server = server;
    }

    /** The name of the server that failed, for example {@code kafka}. */
    public String server() {
        return server;
    }
}
