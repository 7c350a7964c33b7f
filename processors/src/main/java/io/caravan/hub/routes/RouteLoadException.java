package io.caravan.hub.routes;

/** A unit that the running hub refused, although the dry run had let it pass: mostly an endpoint that cannot start. */
final class RouteLoadException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient RouteFault fault;

    RouteLoadException(RouteFault fault, Throwable cause) {
        super(fault.toString(), cause);
        this.fault = fault;
    }

    RouteFault fault() {
        return fault;
    }
}
