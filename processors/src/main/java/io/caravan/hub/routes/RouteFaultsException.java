package io.caravan.hub.routes;

import java.util.stream.Collectors;

/** The hub does not start, because there are faults in its routes or kamelets. The message has one line a fault. */
public final class RouteFaultsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RouteFaultsException(RouteVerdict verdict) {
        super(verdict.faults().stream().map(RouteFault::toString).collect(Collectors.joining("\n")));
    }
}
