package io.caravan.hub.routes;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What has to be taken away and brought in to get from one set of files to another.
 *
 * @param whole whether every unit has to be replaced, because something changed that others are made of
 * @param removed units to take away
 * @param added units to bring in
 */
record RouteChange(boolean whole, List<PlacedUnit> removed, List<PlacedUnit> added) {

    /** A unit and the file that holds its text. */
    record PlacedUnit(RouteFile file, RouteUnit unit) {

        /** All units of the files that are loaded by themselves. */
        static List<PlacedUnit> of(List<RouteFile> files) {
            return files.stream()
                    .flatMap(file -> file.units().stream().map(unit -> new PlacedUnit(file, unit)))
                    .filter(placed -> !placed.unit.kind().isFileScoped())
                    .toList();
        }

        String fingerprint() {
            return file.fingerprint(unit);
        }
    }

    static RouteChange between(List<RouteFile> before, List<RouteFile> after) {
        List<PlacedUnit> old = PlacedUnit.of(before);
        List<PlacedUnit> fresh = PlacedUnit.of(after);
        List<PlacedUnit> removed = without(old, fresh);
        List<PlacedUnit> added = without(fresh, old);
        boolean plain = Stream.concat(removed.stream(), added.stream())
                .allMatch(placed -> placed.unit().kind().isPlainRoute());
        List<PlacedUnit> kept = without(old, removed);
        if (plain && !shareKamelets(removed, kept)) {
            return new RouteChange(false, removed, added);
        }
        return new RouteChange(true, old, fresh);
    }

    boolean isEmpty() {
        return removed.isEmpty() && added.isEmpty();
    }

    private static List<PlacedUnit> without(List<PlacedUnit> units, List<PlacedUnit> others) {
        Set<String> known = others.stream().map(PlacedUnit::fingerprint).collect(Collectors.toSet());
        return units.stream()
                .filter(placed -> !known.contains(placed.fingerprint()))
                .toList();
    }

    /**
     * Routes that use a kamelet with the same options share one instance, which belongs to the first of them; kamelets that
     * are made of kamelets share theirs out of sight of the routes.
     */
    private static boolean shareKamelets(List<PlacedUnit> removed, List<PlacedUnit> kept) {
        List<RouteUnit> others = kept.stream().map(PlacedUnit::unit).toList();
        Set<String> nested = TemplateUse.in(others).stream()
                .filter(use -> use.unit().kind().isTemplate())
                .flatMap(use -> use.unit().id().stream())
                .collect(Collectors.toSet());
        Set<Map.Entry<String, Map<String, String>>> used =
                TemplateUse.in(others).stream().map(RouteChange::instance).collect(Collectors.toSet());
        Predicate<TemplateUse> shared = use -> nested.contains(use.template()) || used.contains(instance(use));
        return TemplateUse.in(removed.stream().map(PlacedUnit::unit).toList()).stream()
                .anyMatch(shared);
    }

    private static Map.Entry<String, Map<String, String>> instance(TemplateUse use) {
        return Map.entry(use.template(), use.values());
    }
}
