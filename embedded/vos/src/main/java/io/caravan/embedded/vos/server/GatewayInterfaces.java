package io.caravan.embedded.vos.server;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.core.JsonGenerator;

import io.caravan.embedded.vos.calls.Account;
import io.caravan.embedded.vos.calls.EgressGateway;

/** The gateways GetCdr can filter by. Few of their fields; {@code names} absent or empty means all. */
final class GatewayInterfaces {

    private GatewayInterfaces() {}

    static Reply getGatewayMapping(Question question) throws VosError {
        List<String> names = question.texts("names");
        return json -> {
            json.writeArrayFieldStart("infoGatewayMappings");
            for (Account account : question.book().accounts(question.population())) {
                for (String name : account.ingressGateways()) {
                    if (asked(names, name)) {
                        gateway(json, name, account.ip(), account.login(), account.name());
                    }
                }
            }
            json.writeEndArray();
        };
    }

    static Reply getGatewayRouting(Question question) throws VosError {
        List<String> names = question.texts("names");
        return json -> {
            json.writeArrayFieldStart("infoGatewayRoutings");
            for (EgressGateway gateway : EgressGateway.all()) {
                if (asked(names, gateway.name())) {
                    gateway(json, gateway.name(), gateway.ip(), "", "");
                }
            }
            json.writeEndArray();
        };
    }

    private static boolean asked(List<String> names, String name) {
        return names.isEmpty() || names.contains(name);
    }

    private static void gateway(JsonGenerator json, String name, String ip, String account, String accountName)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeNumberField("lockType", 0);
        json.writeNumberField("callLevel", 4);
        json.writeNumberField("capacity", 1000);
        json.writeNumberField("priority", 0);
        json.writeStringField("remoteIps", ip);
        json.writeStringField("account", account);
        json.writeStringField("accountName", accountName);
        json.writeEndObject();
    }
}
