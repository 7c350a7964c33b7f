package io.caravan.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What is particular to one server; {@link EmbeddedServer} does the rest. */
interface ServerProgram {

    /** The word for it in folders, logs and messages; the name of its module too. */
    String name();

    /** The ports it listens on, the one that clients are told first. */
    List<Port> ports();

    /**
     * Writes its configuration and says how to start it.
     *
     * @param data the server's own folder; exists
     * @return the command; carries no secret, as every user of the machine can read it
     * @throws EmbeddedServerException when something it is started from is missing
     */
    List<String> prepare(Path data) throws IOException;

    /**
     * Asks the running server, in its own protocol, whether it serves.
     *
     * @throws IOException when it cannot be reached (yet)
     */
    boolean ready() throws IOException;
}
