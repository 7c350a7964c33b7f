package io.caravan.behavior.realtime;

import java.util.Set;

import org.apache.camel.Exchange;

import io.caravan.cdr.query.BadParameter;
import io.caravan.cdr.query.RequestParameters;
import io.caravan.hub.http.Problem;
import io.caravan.hub.http.ProblemException;

/** Reads what clients ask of the realtime figures; every method throws {@link ProblemException} 400. */
public final class RealtimeQuestions {

    private static final int MOST = 1000;
    private static final int USUAL = 20;

    /** Whose hot items, and how many. */
    public record OfHotItems(Place place, int limit) {}

    /** Whose events, and how many. */
    public record OfUser(String tenant, String user, int limit) {}

    public OfHotItems hotItems(Exchange exchange) {
        var parameters = RequestParameters.of(exchange, Set.of("tenant", "scenario", "limit"));
        return new OfHotItems(place(parameters), limit(parameters));
    }

    public Place metrics(Exchange exchange) {
        return place(RequestParameters.of(exchange, Set.of("tenant", "scenario")));
    }

    public OfUser recent(Exchange exchange) {
        var parameters = RequestParameters.of(exchange, Set.of("tenant", "user", "limit"));
        return new OfUser(required(parameters, "tenant"), required(parameters, "user"), limit(parameters));
    }

    private static Place place(RequestParameters parameters) {
        return new Place(required(parameters, "tenant"), required(parameters, "scenario"));
    }

    private static String required(RequestParameters parameters, String name) {
        return parameters
                .one(name)
                .orElseThrow(() -> new ProblemException(
                        Problem.of(400, "missing-parameter", "The request cannot be understood", name + " is wanted.")
                                .with("parameter", name)));
    }

    private static int limit(RequestParameters parameters) {
        String given = parameters.one("limit").orElse(String.valueOf(USUAL));
        if (!given.matches("\\d{1,4}") || Integer.parseInt(given) < 1 || Integer.parseInt(given) > MOST) {
            throw BadParameter.of("limit", "a whole number from 1 to " + MOST + " is");
        }
        return Integer.parseInt(given);
    }
}
