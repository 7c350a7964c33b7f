package io.caravan.hub.cli;

import io.caravan.hub.log.Causes;
import java.util.ArrayList;
import java.util.List;

/** A failed start in a few lines: what failed, and because of what. */
record FailureReport(List<String> lines) {

    static FailureReport of(Throwable failure) {
        List<String> lines = new ArrayList<>();
        List<String> causes = Causes.chain(failure);
        lines.add("caravan: " + causes.get(0));
        causes.stream().skip(1).map(cause -> "  because: " + cause).forEach(lines::add);
        return new FailureReport(List.copyOf(lines));
    }
}
