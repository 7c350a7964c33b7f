package io.caravan.embedded.vos.server;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import io.caravan.embedded.vos.calls.Account;
import io.caravan.embedded.vos.calls.CallBook;
import io.caravan.embedded.vos.calls.Population;
import io.caravan.embedded.vos.calls.Truth;

/** What no real node has: turns the knobs, counts the requests, tells the truth. */
public final class Console {

    private final Map<String, SimulatedNode> nodes;
    private final KnobSettings settings;

    Console(Map<String, SimulatedNode> nodes, KnobSettings settings) {
        this.nodes = nodes;
        this.settings = settings;
    }

    /** The knobs in effect for a node. */
    public Knobs knobs(String node) {
        return node(node).knobs();
    }

    /**
     * Takes over the named knobs.
     *
     * @param node null for every node without a value of its own
     * @throws IllegalArgumentException when something is unknown or out of bounds; nothing changed then
     */
    public void knobs(String node, JsonNode changes) {
        settings.change(node, changes);
    }

    /**
     * What a perfect copy of these days adds up to, at this moment and revision.
     *
     * @param account null for all accounts of the node
     */
    public Truth truth(String node, String account, LocalDate from, LocalDate to) {
        SimulatedNode asked = node(node);
        CallBook book = asked.book();
        Population population = asked.knobs().population();
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("The last day " + to + " is before the first day " + from);
        }
        Collection<Account> accounts = account == null
                ? book.accounts(population)
                : List.of(book.account(account, population)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "Node " + node + " has no account '" + account + "'; ask its GetAllCustomers")));
        return book.truth(accounts, from, to, population);
    }

    /** How the node has been called, all interfaces together. */
    public RequestStats requests(String node) {
        return node(node).counters().stats(null);
    }

    /** How one interface of the node has been called. */
    public RequestStats requests(String node, String interfaceName) {
        return node(node).counters().stats(interfaceName);
    }

    /** Counts from zero again. */
    public void resetRequests() {
        nodes.values().forEach(node -> node.counters().reset());
    }

    JsonNode shownKnobs() {
        return settings.shown();
    }

    Map<String, RequestCounters.Shown> shownRequests() {
        Map<String, RequestCounters.Shown> shown = new LinkedHashMap<>();
        nodes.forEach((name, node) -> shown.put(name, node.counters().shown()));
        return shown;
    }

    private SimulatedNode node(String name) {
        SimulatedNode node = nodes.get(name);
        if (node == null) {
            throw new IllegalArgumentException("Unknown node '" + name + "'; there are " + nodes.keySet());
        }
        return node;
    }
}
