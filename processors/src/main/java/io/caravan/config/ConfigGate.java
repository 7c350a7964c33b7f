package io.caravan.config;

import org.apache.camel.Exchange;

import io.caravan.hub.http.AdminGate;
import io.caravan.hub.http.ApiGate;
import io.caravan.hub.http.Problem;
import io.caravan.hub.http.ProblemException;

/** Lets clients in to the documents of their tenant, and operators to those of any tenant that they name. */
public final class ConfigGate {

    private final ApiGate clients;
    private final AdminGate operators;

    public ConfigGate(ApiGate clients, AdminGate operators) {
        this.clients = clients;
        this.operators = operators;
    }

    /** @throws ProblemException 401, 403 */
    public void read(Exchange exchange) {
        if (!operators.knows(exchange)) {
            clients.readConfig(exchange);
        }
    }

    /** A hub without keys lets in whom it lets operate. */
    public void write(Exchange exchange) {
        if (operators.knows(exchange)) {
            return;
        }
        if (clients.withoutKeys()) {
            operators.check(exchange);
            return;
        }
        clients.writeConfig(exchange);
    }

    /**
     * The tenant that the request is about.
     *
     * @param asked the parameter tenant; null when it was left out
     */
    static String tenant(Exchange exchange, String asked) {
        String own = ApiGate.tenant(exchange);
        if (own == null && asked == null) {
            throw new ProblemException(Problem.of(
                            400,
                            "missing-parameter",
                            "The request cannot be understood",
                            "tenant is wanted: the key is not for one alone.")
                    .with("parameter", "tenant"));
        }
        if (own != null && asked != null && !own.equals(asked)) {
            throw new ProblemException(Problem.of(
                    403, "foreign-tenant", "The key does not allow this", "It is for tenant " + own + " alone."));
        }
        return own == null ? asked : own;
    }
}
