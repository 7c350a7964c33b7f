package io.caravan.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.caravan.hub.config.Nearest;

/** Follows paths from a table or dictionary on. */
final class Paths {

    private final Place root;

    Paths(Place root) {
        this.root = root;
    }

    /** @throws QueryException when there is no such field or link */
    Value resolve(String path) {
        List<String> names = Arrays.asList(path.split("\\.", -1));
        List<Link> chain = new ArrayList<>();
        Place place = root;
        for (int i = 0; i < names.size() - 1; i++) {
            Optional<Link> link = place.link(names.get(i));
            if (link.isEmpty()) {
                throw unknown(path, names.get(i), place.links().stream().map(Link::name));
            }
            String rest = String.join(".", names.subList(i + 1, names.size()));
            if (chain.isEmpty() && link.get().copies().containsKey(rest)) {
                Field copy = link.get().copies().get(rest);
                return new Value(path, List.of(), copy, "the table holds a copy of it");
            }
            chain.add(link.get());
            place = link.get().target();
        }
        return last(path, names.get(names.size() - 1), chain, place);
    }

    /** The link that a path ends with. */
    Link link(String path) {
        int dot = path.lastIndexOf('.');
        Place place = root;
        if (dot > 0) {
            place = link(path.substring(0, dot)).target();
        }
        Place holder = place;
        return place.link(path.substring(dot + 1))
                .orElseThrow(() -> unknown(
                        path, path.substring(dot + 1), holder.links().stream().map(Link::name)));
    }

    private Value last(String path, String name, List<Link> chain, Place place) {
        Optional<Field> field = place.field(name);
        if (!chain.isEmpty()) {
            Link into = chain.get(chain.size() - 1);
            boolean isKey = field.map(found -> found.source().equals(new Field.Column(into.key())))
                    .orElse(name.equals(into.key()));
            if (isKey) {
                return new Value(
                        path, chain.subList(0, chain.size() - 1), into.column(), "the link holds the key itself");
            }
        }
        if (field.isPresent()) {
            return new Value(path, chain, field.get(), "");
        }
        return place.link(name)
                .map(link -> new Value(path, chain, link.column(), ""))
                .orElseThrow(() -> unknown(
                        path,
                        name,
                        Stream.concat(
                                place.fields().stream().map(Field::name),
                                place.links().stream().map(Link::name))));
    }

    private static QueryException unknown(String path, String name, Stream<String> known) {
        TreeSet<String> names = known.collect(Collectors.toCollection(TreeSet::new));
        String hint = Nearest.to(name, names)
                .map(near -> "; did you mean " + near + "?")
                .orElse("; there are " + String.join(", ", names) + ".");
        String which = name.equals(path) ? name : name + " in " + path;
        return new QueryException(path, which + " is not known" + hint);
    }
}
