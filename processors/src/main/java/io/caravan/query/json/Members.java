package io.caravan.query.json;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.caravan.hub.config.Nearest;
import io.caravan.query.QueryException;

/**
 * The members of a question; what is null counts as left out.
 *
 * @param most texts that a list may hold
 */
record Members(ObjectNode json, int most) {

    /** @throws QueryException naming the nearest member for one that is not known */
    Members checked(Set<String> known) {
        json.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw unknown(name, name, name + " is no member of a question", known);
            }
        });
        return this;
    }

    /** @param given the word that is none of those known */
    static QueryException unknown(String part, String given, String fault, Collection<String> known) {
        return new QueryException(
                part,
                fault
                        + Nearest.to(given, known)
                                .map(nearest -> "; did you mean " + nearest + "?")
                                .orElse("; there are "
                                        + String.join(
                                                ", ", known.stream().sorted().toList()) + "."));
    }

    Optional<JsonNode> get(String name) {
        return Optional.ofNullable(json.get(name)).filter(value -> !value.isNull());
    }

    /** A list of different texts; empty when it is left out. */
    List<String> texts(String name) {
        JsonNode list = get(name).orElse(json.arrayNode());
        if (!list.isArray()) {
            throw new QueryException(name, name + ": a list of paths is wanted.");
        }
        if (list.size() > most) {
            throw new QueryException(name, name + ": at most " + most + " are allowed, not " + list.size() + ".");
        }
        Set<String> seen = new HashSet<>();
        for (JsonNode item : list) {
            if (!item.isTextual() || item.textValue().isBlank()) {
                throw new QueryException(name, name + ": it holds paths, and " + Texts.brief(item) + " is none.");
            }
            if (!seen.add(item.textValue())) {
                throw new QueryException(name, name + ": " + Texts.brief(item) + " stands there twice.");
            }
        }
        return list.valueStream().map(JsonNode::textValue).toList();
    }

    Optional<String> text(String name) {
        return get(name).map(value -> {
            if (!value.isTextual()) {
                throw new QueryException(name, name + ": a text is wanted.");
            }
            return value.textValue();
        });
    }

    /** A whole number, 1 or more. */
    Optional<Integer> count(String name) {
        return get(name).map(value -> {
            if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 1) {
                throw new QueryException(name, name + ": a whole number, 1 or more, is wanted.");
            }
            return value.intValue();
        });
    }
}
