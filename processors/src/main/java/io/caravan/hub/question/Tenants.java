package io.caravan.hub.question;

import org.apache.camel.Exchange;

import io.caravan.hub.http.ApiGate;
import io.caravan.hub.http.Problem;
import io.caravan.hub.http.ProblemException;

/** The parameter {@code tenant}, which the holder of a key of one tenant need not give. */
public final class Tenants {

    private Tenants() {}

    /**
     * Whose figures are asked for.
     *
     * @throws ProblemException 403 when the key of the request is another tenant's; 400 when nobody says whose
     */
    public static String of(Exchange exchange, RequestParameters parameters) {
        String own = ApiGate.tenant(exchange);
        if (own == null) {
            return parameters.required("tenant");
        }
        if (!parameters.one("tenant").orElse(own).equals(own)) {
            throw new ProblemException(Problem.of(
                    403, "foreign-tenant", "The key does not allow this", "It is for tenant " + own + " alone."));
        }
        return own;
    }
}
