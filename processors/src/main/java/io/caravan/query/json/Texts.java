package io.caravan.query.json;

import com.fasterxml.jackson.databind.JsonNode;

/** What clients sent, short enough to be shown to them. */
final class Texts {

    private static final int LONGEST = 60;

    private Texts() {}

    static String brief(JsonNode value) {
        if (value.isContainerNode()) {
            return value.isArray() ? "a list" : "an object";
        }
        String text = value.toString();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
