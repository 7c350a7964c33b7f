package io.caravan.query.view;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

import io.caravan.hub.config.Nearest;

/** Gathers what is wrong in one file. */
final class Verdicts {

    private final String file;
    private final List<Verdict> found = new ArrayList<>();

    Verdicts(String file) {
        this.file = file;
    }

    void add(int line, String message) {
        found.add(new Verdict(file, line, message));
    }

    /** A name that is none of the known ones. */
    void unknown(Word name, String kind, String where, Collection<String> known) {
        String hint = Nearest.to(name.text(), known)
                .map(nearest -> " (did you mean '" + nearest + "'?)")
                .orElse("");
        add(name.line(), "no " + kind + " '" + name.text() + "' in " + where + hint);
    }

    boolean none() {
        return found.isEmpty();
    }

    /** From top to bottom. */
    List<Verdict> all() {
        return found.stream()
                .distinct()
                .sorted(Comparator.comparingInt(Verdict::line))
                .toList();
    }
}
