package io.caravan.query.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.caravan.query.View;

/**
 * The views of a folder after a check.
 *
 * @param views those that may be asked, by name
 * @param verdicts what keeps others from it
 */
public record Checked(Map<String, View> views, List<Verdict> verdicts) {

    public Checked {
        views = Map.copyOf(views);
        verdicts = List.copyOf(verdicts);
    }

    /** What the verdicts say about the file of a view. */
    public List<Verdict> verdictsOf(String name) {
        return verdicts.stream()
                .filter(verdict -> verdict.file().endsWith("/" + name + ".yaml"))
                .toList();
    }

    static Checked of(Map<String, CheckedView> files) {
        Map<String, View> views = new LinkedHashMap<>();
        List<Verdict> verdicts = new ArrayList<>();
        files.forEach((file, checked) -> {
            verdicts.addAll(checked.verdicts());
            Optional<View> view = checked.view();
            if (view.isPresent() && views.putIfAbsent(view.get().name(), view.get()) != null) {
                verdicts.add(new Verdict(
                        file,
                        1,
                        "another file has a view of the name " + view.get().name()));
            }
        });
        return new Checked(views, verdicts);
    }
}
