package io.caravan.hub.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import io.netty.handler.codec.http.QueryStringDecoder;
import org.apache.camel.Exchange;

import io.caravan.hub.config.Nearest;
import io.caravan.hub.http.ProblemException;

/**
 * The query parameters of a request, decoded. They are read from the address itself: Camel's headers mix them with the
 * request's headers. A parameter without a value counts as left out.
 *
 * @param values by name, in the order of names
 */
public record RequestParameters(Map<String, List<String>> values) {

    private static final int MOST_VALUES = 100;
    private static final int MOST_CHARACTERS = 256;

    /** @throws ProblemException 400 for a parameter that is not known, naming the nearest one that is */
    public static RequestParameters of(Exchange exchange, Set<String> known) {
        String query = exchange.getMessage().getHeader(Exchange.HTTP_RAW_QUERY, "", String.class);
        Map<String, List<String>> values = new TreeMap<>();
        decode(query).forEach((name, given) -> {
            if (!known.contains(name)) {
                throw unknown(name, known);
            }
            check(name, given);
            List<String> present = given.stream().filter(v -> !v.isBlank()).toList();
            if (!present.isEmpty()) {
                values.put(name, present);
            }
        });
        return new RequestParameters(values);
    }

    /** Whether the address names the parameter, with or without a value. */
    public static boolean names(Exchange exchange, String name) {
        return decode(exchange.getMessage().getHeader(Exchange.HTTP_RAW_QUERY, "", String.class))
                .containsKey(name);
    }

    private static Map<String, List<String>> decode(String query) {
        try {
            return new QueryStringDecoder(query, false).parameters();
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest("bad-parameter", "The address is not encoded well: " + e.getMessage());
        }
    }

    private static ProblemException unknown(String name, Set<String> known) {
        String hint = Nearest.to(name, known)
                .map(nearest -> "; did you mean " + nearest + "?")
                .orElse("; known are "
                        + String.join(", ", known.stream().sorted().toList()) + ".");
        return BadParameter.problem("unknown-parameter", name, name + " is no parameter here" + hint);
    }

    private static List<String> check(String name, List<String> values) {
        if (values.size() > MOST_VALUES) {
            throw BadParameter.of(name, "at most " + MOST_VALUES + " values are");
        }
        for (String value : values) {
            if (value.codePointCount(0, value.length()) > MOST_CHARACTERS && !name.equals("cursor")) {
                throw BadParameter.of(name, "at most " + MOST_CHARACTERS + " characters are");
            }
            if (value.chars().anyMatch(Character::isISOControl)) {
                throw BadParameter.of(name, "text without control characters is");
            }
        }
        return values;
    }

    /** The value of a parameter that may be given once. */
    public Optional<String> one(String name) {
        List<String> given = values.getOrDefault(name, List.of());
        if (given.size() > 1) {
            throw BadParameter.of(name, "one value is");
        }
        return given.stream().findFirst();
    }

    /** The value of a parameter that must be given. */
    public String required(String name) {
        return one(name).orElseThrow(() -> BadParameter.problem("missing-parameter", name, name + " is wanted."));
    }

    /** The values of a parameter that may be repeated. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The values of a parameter that may be repeated, each a list with commas too. */
    public List<String> list(String name) {
        List<String> all = new ArrayList<>();
        for (String value : all(name)) {
            for (String word : value.split(",")) {
                if (!word.isBlank()) {
                    all.add(word.strip());
                }
            }
        }
        return check(name, all);
    }
}
