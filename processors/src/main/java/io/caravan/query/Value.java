package io.caravan.query;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a path leads.
 *
 * @param path as it was asked for
 * @param chain links from the table on; none: the value is the table's own
 * @param field there
 * @param note why it is the table's own although the path goes on, else empty
 */
record Value(String path, List<Link> chain, Field field, String note) {

    Value {
        chain = List.copyOf(chain);
    }

    boolean own() {
        return chain.isEmpty();
    }

    /** Names what is joined over these links. */
    static String nameOf(List<Link> chain) {
        return chain.stream().map(Link::name).collect(Collectors.joining("."));
    }
}
