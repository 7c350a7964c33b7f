package io.caravan.steps;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.caravan.embedded.vos.SimulatorConfig;
import io.caravan.embedded.vos.VosSimulator;
import io.caravan.embedded.vos.calls.Truth;
import io.caravan.embedded.vos.calls.VosNode;

/** Simulated nodes with the same accounts and calls, each in a scenario; a simulator serves a few of them. */
final class Nodes implements AutoCloseable {

    static final int ACCOUNTS = 2;

    private static final int SEED = 41;

    private final Instant now;
    private final ZoneOffset zone;
    private final List<VosSimulator> simulators = new ArrayList<>();
    private final List<Node> all = new ArrayList<>();

    /**
     * A node as the hub sees it.
     *
     * @param end where its turn ends; null: nowhere
     */
    record Node(int id, Scenario scenario, Step end, VosSimulator simulator) {

        /** The same node where nothing but patience is asked for. */
        Node patient() {
            return new Node(id, Scenario.NEW, end, simulator);
        }

        String name() {
            return "node-" + id;
        }

        void turn(Map<String, Object> knobs) {
            simulator.knobs(name(), knobs);
        }
    }

    /** What a node is to be, before it is served. */
    record Wanted(Scenario scenario, Step end) {}

    Nodes(Instant now, ZoneOffset zone) {
        this.now = now;
        this.zone = zone;
    }

    List<Node> add(List<Wanted> wanted) throws IOException {
        int first = all.size() + 1;
        VosNode[] served = new VosNode[wanted.size()];
        for (int i = 0; i < served.length; i++) {
            served[i] = new VosNode("node-" + (first + i), zone, SEED, ACCOUNTS);
        }
        Map<String, Object> knobs = new HashMap<>(Scenario.ALWAYS);
        knobs.put("now", now.toString());
        VosSimulator simulator = VosSimulator.start(
                SimulatorConfig.ofSeed(SEED).withNodes(served).withKnobs(knobs));
        simulators.add(simulator);
        List<Node> added = new ArrayList<>();
        for (int i = 0; i < served.length; i++) {
            var node =
                    new Node(first + i, wanted.get(i).scenario(), wanted.get(i).end(), simulator);
            node.turn(node.scenario().knobs());
            added.add(node);
        }
        all.addAll(added);
        return added;
    }

    List<Node> all() {
        return all;
    }

    /** The nodes as the hub's configuration has them. */
    String file(List<Node> nodes) {
        return nodes.stream()
                .map(node -> """
                  - {id: %d, name: %s, baseUrl: "%s", zone: "%s", gap: PT0S, timeout: %s}
                """.formatted(
                                node.id(),
                                node.name(),
                                node.simulator().baseUrl(node.name()),
                                zone,
                                node.scenario().timeout()))
                .collect(Collectors.joining("", "nodes:\n", ""));
    }

    /** What a perfect copy of the node adds up to. */
    Truth truth(Node node) {
        var today = now.atZone(zone).toLocalDate();
        return node.simulator().truth(node.name(), today.minusDays(1), today);
    }

    @Override
    public void close() {
        simulators.forEach(VosSimulator::close);
    }
}
