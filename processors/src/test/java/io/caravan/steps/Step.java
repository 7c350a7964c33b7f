package io.caravan.steps;

import org.apache.camel.NamedNode;

/**
 * A step of a route, named by the place where it stands.
 *
 * @param place folder, file and line: {@code cdr/window.camel.yaml:25}
 */
record Step(String place) implements Comparable<Step> {

    static Step of(NamedNode definition) {
        String file = String.valueOf(definition.getLocation());
        String[] parts = file.substring(file.indexOf(':') + 1).split("/");
        String folder = parts.length > 1 ? parts[parts.length - 2] + "/" : "";
        return new Step(folder + parts[parts.length - 1] + ":" + definition.getLineNumber());
    }

    @Override
    public int compareTo(Step other) {
        return place.compareTo(other.place);
    }

    @Override
    public String toString() {
        return place;
    }
}
