package io.caravan.query.view;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.caravan.query.Field;
import io.caravan.query.Link;
import io.caravan.query.Place;

/** Follows paths such as {@code source.region.name} from a place. */
final class Paths {

    private Paths() {}

    /** The field at the end; that of the keys, where a link is the end. */
    static Optional<Field> field(Place from, String path) {
        int last = path.lastIndexOf('.');
        String name = path.substring(last + 1);
        return place(from, last < 0 ? "" : path.substring(0, last))
                .flatMap(place -> place.field(name).or(() -> place.link(name).map(Link::column)));
    }

    /** Where the links of a path lead. */
    static Optional<Place> place(Place from, String path) {
        Optional<Place> place = Optional.of(from);
        for (String name : path.isEmpty() ? new String[0] : path.split("\\.", -1)) {
            place = place.flatMap(found -> found.link(name)).map(Link::target);
        }
        return place;
    }

    /** Tells a path that leads nowhere; the step that is wrong, and where. */
    static void tell(Place from, Word path, boolean linkWanted, Verdicts verdicts) {
        Place place = from;
        String[] names = path.text().split("\\.", -1);
        for (int i = 0; i < names.length; i++) {
            boolean last = i == names.length - 1;
            boolean link = linkWanted || !last;
            Word name = new Word(names[i], path.line());
            Optional<Link> found = place.link(names[i]);
            if (found.isEmpty() && (link || place.field(names[i]).isEmpty())) {
                verdicts.unknown(name, link ? "link" : "field or link", place.name(), known(place, link));
                return;
            }
            place = found.map(Link::target).orElse(place);
        }
    }

    private static List<String> known(Place place, boolean link) {
        Stream<String> links = place.links().stream().map(Link::name);
        Stream<String> fields = place.fields().stream().map(Field::name);
        return (link ? links : Stream.concat(fields, links)).toList();
    }
}
