package io.caravan.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is asked of a dictionary, as a set of its keys. */
final class Keys {

    private Keys() {}

    static boolean isOwn(Bound condition) {
        return firstLinks(condition).isEmpty();
    }

    /**
     * The one link over which all values of the condition are reached, when a row without a match there is not wanted anyway: then it may be
     * asked of the dictionary alone.
     */
    static Optional<Link> linkOf(Bound condition) {
        Set<Link> links = firstLinks(condition);
        boolean[] own = new boolean[1];
        condition.eachValue(value -> own[0] |= value.own());
        if (links.size() != 1 || own[0] || condition.outcomes(value -> true).contains(Bound.Outcome.TRUE)) {
            return Optional.empty();
        }
        return Optional.of(links.iterator().next());
    }

    static Set<Link> firstLinks(Bound condition) {
        Set<Link> links = new LinkedHashSet<>();
        condition.eachValue(value -> value.chain().stream().limit(1).forEach(links::add));
        return links;
    }

    /** True for rows whose link leads to a row of the dictionary for which the conditions hold. */
    static Bound of(Link link, List<Bound> conditions) {
        String keys = new Selection(link.target(), fromThere(conditions)).columns(List.of(link.key()));
        return new Bound.Atom(
                new Value(link.name(), List.of(), link.column(), ""),
                x -> x + " IN (\n" + Sql.indent(keys) + "\n)",
                Bound.Outcome.FALSE);
    }

    /**
     * The condition as one on columns of the place alone: what it asks of dictionaries becomes keys. It is true for the same rows;
     * what else it is, does not count where rows are chosen. Empty when it asks something that keys cannot tell.
     *
     * @param condition {@link Bound#normal}
     */
    static Optional<Bound> insteadOf(Bound condition) {
        if (isOwn(condition)) {
            return Optional.of(condition);
        }
        Optional<Link> one = linkOf(condition);
        if (one.isPresent()) {
            return Optional.of(of(one.get(), List.of(condition)));
        }
        if (!(condition instanceof Bound.Several several)) {
            return Optional.empty();
        }
        Map<Optional<Link>, List<Bound>> together = new LinkedHashMap<>();
        several.conditions().forEach(part -> together.computeIfAbsent(linkOf(part), link -> new ArrayList<>())
                .add(part));
        List<Bound> parts = new ArrayList<>();
        together.forEach((link, those) -> {
            if (link.isPresent()) {
                parts.add(of(link.get(), List.of(new Bound.Several(several.all(), those))));
            } else {
                those.forEach(part -> insteadOf(part).ifPresent(parts::add));
            }
        });
        int wanted = together.entrySet().stream()
                .mapToInt(entry ->
                        entry.getKey().isPresent() ? 1 : entry.getValue().size())
                .sum();
        return parts.size() == wanted ? Optional.of(new Bound.Several(several.all(), parts)) : Optional.empty();
    }

    /** The conditions as the first link's target sees them. */
    static List<Bound> fromThere(List<Bound> conditions) {
        return conditions.stream().map(Keys::fromThere).toList();
    }

    private static Bound fromThere(Bound condition) {
        if (condition instanceof Bound.Atom atom) {
            Value value = atom.value();
            return new Bound.Atom(
                    new Value(
                            value.path(), value.chain().subList(1, value.chain().size()), value.field(), value.note()),
                    atom.sql(),
                    atom.withoutValue());
        } else if (condition instanceof Bound.Not not) {
            return new Bound.Not(fromThere(not.condition()));
        }
        Bound.Several several = (Bound.Several) condition;
        return new Bound.Several(several.all(), fromThere(several.conditions()));
    }
}
