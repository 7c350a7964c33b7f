package io.caravan.query.http;

import java.util.List;
import java.util.Optional;

import io.caravan.hub.config.Nearest;
import io.caravan.hub.http.Problem;
import io.caravan.hub.http.ProblemException;
import io.caravan.query.View;

/**
 * The views as one client sees them.
 *
 * @param client the name of its key; empty when it has none
 */
record VisibleViews(ViewSource views, String client) {

    private boolean allowed(View view) {
        return view.askers().isEmpty() || view.askers().contains(client);
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
                    403, "foreign-view", "The key does not allow this", "The view " + name + " is for other keys."));
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
