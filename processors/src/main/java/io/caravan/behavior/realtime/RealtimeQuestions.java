package io.caravan.behavior.realtime;

import java.util.Set;

import org.apache.camel.Exchange;

import io.caravan.hub.http.ProblemException;
import io.caravan.hub.question.RequestParameters;
import io.caravan.hub.question.Tenants;
import io.caravan.hub.question.Values;

/** Reads what clients ask of the realtime figures; every method throws {@link ProblemException} 400, or 403 for a foreign tenant. */
public final class RealtimeQuestions {

    private static final int MOST = 1000;
    private static final int USUAL = 20;

    /** Whose hot items, and how many. */
    public record OfHotItems(Place place, int limit) {}

    /** Whose events, and how many. */
    public record OfUser(String tenant, String user, int limit) {}

    public OfHotItems hotItems(Exchange exchange) {
        var parameters = RequestParameters.of(exchange, Set.of("tenant", "scenario", "limit"));
        return new OfHotItems(place(exchange, parameters), limit(parameters));
    }

    public Place metrics(Exchange exchange) {
        return place(exchange, RequestParameters.of(exchange, Set.of("tenant", "scenario")));
    }

    public OfUser recent(Exchange exchange) {
        var parameters = RequestParameters.of(exchange, Set.of("tenant", "user", "limit"));
        return new OfUser(Tenants.of(exchange, parameters), parameters.required("user"), limit(parameters));
    }

    private static Place place(Exchange exchange, RequestParameters parameters) {
        return new Place(Tenants.of(exchange, parameters), parameters.required("scenario"));
    }

    private static int limit(RequestParameters parameters) {
        return parameters
                .one("limit")
                .map(text -> Values.integer("limit", text, 1, MOST))
                .orElse(USUAL);
    }
}
