package io.caravan.hub.routes;

import java.util.List;

/**
 * Why Camel refuses a unit.
 *
 * @param sentence for a person who writes routes
 * @param words what to look for in the file to find the line, the most telling first
 */
record Cause(String sentence, List<String> words) {
    Cause(String sentence, String... words) {
        this(sentence, List.of(words));
    }
}
