package io.caravan.embedded.vos.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;

/** {@code GET /}: says what this is. */
final class IndexPage {

    private final byte[] text;

    IndexPage(Collection<SimulatedNode> nodes) {
        String list = nodes.stream()
                .map(SimulatedNode::node)
                .map(n -> "  /%-12s %s, %d accounts".formatted(n.name(), n.zone(), n.accounts()))
                .collect(Collectors.joining("\n"));
        text = """
                VOS3000 simulator of Caravan. Its calls are made up; the same question has the same answer.

                Nodes (base URL = this address + path; without a path the first one):
                %s

                POST /<node>/external/server/GetCdr {"accounts":["…"],"beginTime":"yyyyMMdd","endTime":"yyyyMMdd"}
                     also GetAllCustomers, GetCustomer, GetReportCustomerFee, GetGatewayMapping, GetGatewayRouting,
                     GetPhone, GetInterfaceList
                GET  /simulator/knobs       all knobs; POST changes some: {"latencyMs":100,"nodes":{"<node>":{"down":true}}}
                GET  /simulator/requests    requests of each node and interface; DELETE starts anew
                GET  /simulator/truth?node=&account=&from=yyyyMMdd&to=yyyyMMdd    what a perfect copy adds up to
                """.formatted(list).getBytes(StandardCharsets.UTF_8);
    }

    void handle(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/plain;charset=UTF-8");
        exchange.sendResponseHeaders(200, text.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(text);
        }
    }
}
