package io.caravan.query.view;

import java.util.List;

import io.caravan.query.Field;
import io.caravan.query.Link;
import io.caravan.query.Place;

/**
 * A table or dictionary that a view reads, found on the server.
 *
 * @param database empty: the database that is asked
 */
record Located(String database, String name, boolean dictionary, TableFacts facts) {

    Place place(List<Field> fields, List<Link> links) {
        return new Place(database, name, dictionary, facts.sortingKey(), fields, links);
    }

    @Override
    public String toString() {
        return (database.isEmpty() ? "" : database + ".") + name;
    }
}
