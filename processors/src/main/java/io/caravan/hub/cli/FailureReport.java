package io.caravan.hub.cli;

import java.util.ArrayList;
import java.util.List;

import io.caravan.hub.log.Causes;
import io.caravan.hub.routes.RouteFaultsException;

/** A failed start in a few lines: what failed, and because of what. */
record FailureReport(List<String> lines) {

    static FailureReport of(Throwable failure) {
        if (failure instanceof RouteFaultsException faults) {
            return new FailureReport(faults.getMessage().lines().toList());
        }
        List<String> lines = new ArrayList<>();
        List<String> causes = Causes.chain(failure);
        lines.add("caravan: " + causes.get(0));
        causes.stream().skip(1).map(cause -> "  because: " + cause).forEach(lines::add);
        return new FailureReport(List.copyOf(lines));
    }
}
