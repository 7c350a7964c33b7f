package io.caravan.hub.deadletter;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.apache.camel.Exchange;

import io.caravan.hub.http.Problem;
import io.caravan.hub.http.ProblemException;
import io.caravan.hub.question.BadParameter;
import io.caravan.hub.question.RequestParameters;

/** Questions about letters: parameters checked and typed. */
public final class LetterQuestions {

    private static final int USUAL_PAGE = 100;
    private static final int MOST_PAGE = 1000;

    /** Parameters of {@code GET /api/v1/hub/dead-letters}: the filter, limit, cursor. */
    public LetterPage page(Exchange exchange) {
        Set<String> known = new TreeSet<>(LetterFilter.NAMES);
        known.addAll(Set.of("limit", "cursor"));
        var request = RequestParameters.of(exchange, known);
        int limit = request.one("limit").map(LetterQuestions::limit).orElse(USUAL_PAGE);
        Map<String, Object> parameters =
                LetterFilter.read(name -> request.one(name).orElse("")).parameters();
        LetterCursor.read(request.one("cursor").orElse("")).addTo(parameters);
        parameters.put("rows", limit + 1);
        return new LetterPage(limit, parameters);
    }

    /** Parameters of {@code GET /api/v1/hub/dead-letters/counts}: the filter. */
    public Map<String, Object> counts(Exchange exchange) {
        var request = RequestParameters.of(exchange, LetterFilter.NAMES);
        return LetterFilter.read(name -> request.one(name).orElse("")).parameters();
    }

    /** @throws ProblemException 404 for what is no id */
    public Map<String, Object> one(String id) {
        if (!LetterId.fits(id)) {
            throw unknown();
        }
        return Map.of("id", id);
    }

    static ProblemException unknown() {
        return new ProblemException(Problem.of(
                404,
                "no-such-letter",
                "There is no such dead letter",
                "GET /api/v1/hub/dead-letters lists the ones that are, each by its id."));
    }

    private static int limit(String value) {
        if (value.matches("[0-9]{1,9}")) {
            int limit = Integer.parseInt(value);
            if (limit >= 1 && limit <= MOST_PAGE) {
                return limit;
            }
        }
        throw BadParameter.of("limit", "a whole number from 1 to " + MOST_PAGE + " is");
    }
}
