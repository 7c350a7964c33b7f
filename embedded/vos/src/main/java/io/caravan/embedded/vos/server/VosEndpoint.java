package io.caravan.embedded.vos.server;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;

/** Answers {@code POST …/external/server/<Interface>} of the nodes, with the faults the knobs ask for. */
final class VosEndpoint {

    private static final System.Logger LOG = System.getLogger(VosEndpoint.class.getName());

    private final Latency latency;

    VosEndpoint(Latency latency) {
        this.latency = latency;
    }

    void handle(HttpExchange exchange, SimulatedNode node, String interfaceName) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.sendResponseHeaders(405, -1);
            return;
        }
        long begin = System.nanoTime();
        Knobs knobs = node.knobs();
        String outcome = "connection lost";
        try (RequestCounters.Ticket ticket = node.counters().begin(interfaceName)) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            ReplySender sender = new ReplySender(exchange, ticket, node.nextFault(knobs));
            outcome = reply(sender, node, interfaceName, knobs, body);
        } finally {
            if (knobs.accessLog()) {
                String ms = Long.toString(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
                LOG.log(
                        System.Logger.Level.INFO,
                        "{0} {1}: {2}, {3} ms",
                        node.node().name(),
                        interfaceName,
                        outcome,
                        ms);
            }
        }
    }

    private String reply(ReplySender sender, SimulatedNode node, String interfaceName, Knobs knobs, byte[] body)
            throws IOException {
        if (knobs.down()) {
            return sender.closeConnection();
        }
        latency.await(knobs.latencyMs());
        if (sender.fault().is(Fault.Kind.HTTP_ERROR)) {
            return sender.sendEmpty(500);
        }
        if (interfaceName.equals(VosInterfaces.SILENT)) {
            return sender.sendEmpty(200);
        }
        Optional<VosInterface> vosInterface = VosInterfaces.named(interfaceName);
        if (vosInterface.isEmpty()) {
            return sender.sendEmpty(404);
        }
        try {
            if (knobs.failInterfaces().contains(interfaceName)) {
                throw VosError.simulated(knobs.errorCode());
            }
            Reply reply = answer(vosInterface.get(), Question.of(node, knobs, body), sender.fault());
            return sender.send("retCode 0", out -> ReplyWriter.write(out, reply, knobs.arrayWrapped()));
        } catch (VosError error) {
            return sender.send(
                    "retCode " + error.retCode(),
                    out -> ReplyWriter.write(out, error, interfaceName, knobs.arrayWrapped()));
        }
    }

    private Reply answer(VosInterface vosInterface, Question question, Fault fault) throws VosError {
        Knobs knobs = question.knobs();
        List<String> logins = question.logins();
        latency.await(logins.stream()
                .mapToLong(login -> knobs.latencyPerAccount().getOrDefault(login, 0L))
                .sum());
        if (fault.is(Fault.Kind.ERROR) || logins.stream().anyMatch(knobs.failAccounts()::contains)) {
            throw VosError.simulated(knobs.errorCode());
        }
        Reply reply = vosInterface.answer(question);
        if (knobs.latencyPerThousandRecords() > 0) {
            latency.await(knobs.latencyPerThousandRecords() * vosInterface.records(question) / 1000);
        }
        return reply;
    }
}
