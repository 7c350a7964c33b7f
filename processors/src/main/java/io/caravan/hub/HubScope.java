package io.caravan.hub;

import java.util.List;

import io.caravan.hub.routes.RouteTree;

/** Which streams a hub serves. */
public enum HubScope {
    /** All of them. */
    ALL(List.of("routes/", "kamelets/"), "runs"),
    /**
     * Nothing but migrations of storage, for a command that starts them, ends with them, and leaves the ClickHouse as it finds
     * it but for that. Its migrations have journals of their own: a hub goes on with its own alone.
     */
    MIGRATION(
            List.of(
                    "routes/migration/",
                    "kamelets/",
                    "routes/hub/errors.",
                    "routes/hub/json-reply.",
                    "routes/hub/dead-letters/dead-letter."),
            "commands");

    private final List<String> files;
    private final String journals;

    HubScope(List<String> files, String journals) {
        this.files = files;
        this.journals = journals;
    }

    RouteTree of(RouteTree tree) {
        return tree.startingWith(files);
    }

    /** The folder of the journals of migrations, among those of a ClickHouse. */
    String journals() {
        return journals;
    }
}
