package io.caravan.hub.health;

/** Lets a route ask whether a server is there, so that it does not begin work that must fail. */
public final class Reachable {

    private final String server;
    private final DependencyMonitor monitor;
    private volatile boolean prepared;

    /** @param server the dependency, as {@link Dependency#name} calls it */
    public Reachable(String server, DependencyMonitor monitor) {
        this.server = server;
        this.monitor = monitor;
    }

    /** Whether any probe since the hub's start has found it: the first one makes its tables. */
    public boolean prepared() {
        prepared = prepared || reachable();
        return prepared;
    }

    /** What the last probe found; false before the first one, and for a server that the hub has not. */
    public boolean reachable() {
        DependencyState state = monitor.state(server);
        return state != null && state.up();
    }
}
