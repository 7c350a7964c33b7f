package io.caravan.hub.health;

/** Lets a route ask whether a server is there, so that it does not begin work that must fail. */
public final class Reachable {

    private final String server;
    private final DependencyMonitor monitor;

    /** @param server the dependency, as {@link Dependency#name} calls it */
    public Reachable(String server, DependencyMonitor monitor) {
        this.server = server;
        this.monitor = monitor;
    }

    /** What the last probe found; false before the first one, and for a server that the hub has not. */
    public boolean reachable() {
        DependencyState state = monitor.state(server);
        return state != null && state.up();
    }
}
