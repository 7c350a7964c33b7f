package io.caravan.query;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Gathers what a plan tells about itself. */
final class Reasons {

    private final Set<Plan.Reason> reasons = new LinkedHashSet<>();

    List<Plan.Reason> all() {
        return List.copyOf(reasons);
    }

    void add(String subject, String decision, String why) {
        reasons.add(new Plan.Reason(subject, decision, why));
    }

    void atTable(Bound condition) {
        add(pathsOf(List.of(condition)), "filtered where the table is read", "all of it is columns of the table");
    }

    void afterJoins(Bound condition) {
        boolean several = Keys.firstLinks(condition).size() > 1;
        boolean[] own = new boolean[1];
        condition.eachValue(value -> own[0] |= value.own());
        add(
                pathsOf(List.of(condition)),
                "filtered after joins",
                several || own[0]
                        ? "it is about several tables at once, so that none can answer it alone"
                        : "a row without a match may be wanted, which the dictionary does not know");
    }

    void byKeysOfSeveral(Bound condition) {
        add(
                pathsOf(List.of(condition)),
                "filtered by keys where the table is read",
                "each dictionary tells the keys of what is asked of it, and rows that are not wanted need no join");
    }

    void byLink(Link link, List<Bound> conditions, boolean useful, boolean shown) {
        String column = link.column().name();
        if (useful) {
            add(
                    pathsOf(conditions),
                    "filtered by keys where the table is read",
                    column + " is in the sorting key, so that most of the table is left unread");
        } else if (!shown) {
            add(
                    pathsOf(conditions),
                    "filtered by keys where the table is read",
                    "nothing of " + link.name() + " is shown, so that nothing has to be joined");
        } else {
            add(
                    pathsOf(conditions),
                    "filtered by the join",
                    column
                            + " is not in the sorting key: keys would be looked up for every row, and the join does that anyway");
        }
    }

    void joins(Selection selection) {
        for (List<Link> chain : selection.joined()) {
            add(
                    Value.nameOf(chain),
                    selection.outer(chain) ? "left join" : "inner join",
                    selection.outer(chain)
                            ? "rows without a match stay, with NULL"
                            : "only rows with a match are wanted, or every row has one");
        }
    }

    private static String pathsOf(List<Bound> conditions) {
        Set<String> paths = new LinkedHashSet<>();
        conditions.forEach(condition -> condition.eachValue(value -> paths.add(value.path())));
        return new ArrayList<>(paths).stream().collect(Collectors.joining(", "));
    }
}
