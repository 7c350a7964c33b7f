package io.caravan.cdr.reconciliation;

import java.util.List;
import java.util.Map;

import io.caravan.cdr.PullRun;
import io.caravan.cdr.Window;
import io.caravan.hub.config.ConfigException;

/** What becomes of stored records that a complete reply of their node lacks. */
public final class Vanished {

    /** @param policy value of {@code caravan.cdr.vanished}: report or hide */
    public Vanished(String policy) {
        if (!policy.equals("report") && !policy.equals("hide")) {
            throw new ConfigException("caravan.cdr.vanished = " + policy + ": report or hide is wanted");
        }
    }

    /** The windows, which are of one account, and the run, as parameters of the SQL that hides what the run found vanished. */
    public Map<String, Object> parameters(List<Window> windows, PullRun run) {
        Window first = windows.get(0);
        return Map.of(
                "node", first.node().id(),
                "days", windows.stream().map(Window::day).toList(),
                "account", first.account(),
                "run", run.id(),
                "version", run.version());
    }
}
