package io.caravan.query.http;

import java.util.List;
import java.util.Optional;

import org.apache.camel.Exchange;

import io.caravan.hub.config.Nearest;
import io.caravan.hub.http.ApiGate;
import io.caravan.hub.http.Problem;
import io.caravan.hub.http.ProblemException;
import io.caravan.query.View;

/**
 * The views as one client sees them.
 *
 * @param client the name of its key; empty when it has none
 * @param oneTenant whether its key is for one tenant alone. Such a key may ask the views that name it: of the others nobody has
 *     said that they hold that tenant's rows alone
 */
record VisibleViews(ViewSource views, String client, boolean oneTenant) {

    static VisibleViews of(ViewSource views, Exchange exchange) {
        return new VisibleViews(views, ApiGate.keyName(exchange).orElse(""), ApiGate.tenant(exchange) != null);
    }

    private boolean allowed(View view) {
        return view.askers().contains(client) || view.askers().isEmpty() && !oneTenant;
    }

    List<View> all() {
        return views.names().stream()
                .sorted()
                .flatMap(name -> views.view(name).stream())
                .filter(this::allowed)
                .toList();
    }

    /** @throws ProblemException 404 naming the nearest view; 403 when others alone may ask this one */
    View view(String name) {
        View view = views.view(name).orElseThrow(() -> unknown(name));
        if (!allowed(view)) {
            throw new ProblemException(Problem.of(
                    403,
                    "foreign-view",
                    "The key does not allow this",
                    oneTenant && view.askers().isEmpty()
                            ? "The view " + name + " is not for keys of one tenant."
                            : "The view " + name + " is for other keys."));
        }
        return view;
    }

    private ProblemException unknown(String name) {
        List<String> known = all().stream().map(View::name).toList();
        Optional<String> nearest = Nearest.to(name, known);
        return new ProblemException(Problem.of(
                404,
                "no-such-view",
                "There is no such view",
                nearest.map(near -> "Did you mean " + near + "?")
                        .orElse(
                                known.isEmpty()
                                        ? "There is none that this client may ask."
                                        : "There are " + String.join(", ", known) + ".")));
    }
}
