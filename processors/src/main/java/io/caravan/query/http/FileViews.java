package io.caravan.query.http;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import io.caravan.hub.http.Problem;
import io.caravan.hub.http.ProblemException;
import io.caravan.query.View;
import io.caravan.query.view.Checked;
import io.caravan.query.view.SchemaException;
import io.caravan.query.view.Views;

/** The views of files, for requests. */
public final class FileViews implements ViewSource {

    private final Views views;

    public FileViews(Views views) {
        this.views = views;
    }

    /** @throws ProblemException 503 when its file has faults, or ClickHouse does not tell what there is */
    @Override
    public Optional<View> view(String name) {
        Checked checked = checked();
        if (!checked.verdictsOf(name).isEmpty()) {
            throw new ProblemException(Problem.of(
                    503,
                    "view-at-fault",
                    "The view cannot be asked now",
                    "There is a fault in the definition of " + name
                            + "; its operator finds it in the hub's log, and with" + " ./caravan query --check."));
        }
        return Optional.ofNullable(checked.views().get(name));
    }

    @Override
    public List<String> names() {
        return List.copyOf(checked().views().keySet());
    }

    private Checked checked() {
        try {
            return views.checked();
        } catch (IOException | SchemaException e) {
            throw new ProblemException(Problem.unavailable("clickhouse"), e);
        }
    }
}
