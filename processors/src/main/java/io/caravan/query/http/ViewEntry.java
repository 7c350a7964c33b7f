package io.caravan.query.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.caravan.query.Field;
import io.caravan.query.Link;
import io.caravan.query.Place;
import io.caravan.query.View;

/**
 * A view as a client may know it.
 *
 * @param key paths that together tell rows apart
 * @param paths what may be asked
 */
record ViewEntry(String name, View.Limits limits, List<String> key, List<Path> paths) {

    /**
     * @param type ClickHouse's type of the value
     * @param link whether it is the key of a dictionary, over which other paths lead
     * @param nullable whether a row may have no value there
     */
    record Path(String path, String type, boolean link, boolean nullable) {}

    static ViewEntry of(View view) {
        Map<String, Path> paths = new LinkedHashMap<>();
        collect("", view.table(), false, paths);
        return new ViewEntry(view.name(), view.limits(), view.key(), new ArrayList<>(paths.values()));
    }

    private static void collect(String prefix, Place place, boolean nullable, Map<String, Path> paths) {
        place.fields().forEach(field -> add(prefix + field.name(), field, false, nullable, paths));
        for (Link link : place.links()) {
            String path = prefix + link.name();
            boolean mayMiss = nullable || link.nullable();
            add(path, link.column(), true, mayMiss, paths);
            collect(path + ".", link.target(), mayMiss, paths);
            link.copies().forEach((copy, field) -> add(path + "." + copy, field, false, mayMiss, paths));
        }
    }

    private static void add(String path, Field field, boolean link, boolean nullable, Map<String, Path> paths) {
        paths.putIfAbsent(path, new Path(path, field.type(), link, nullable || field.nullable()));
    }
}
