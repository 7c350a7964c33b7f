package io.caravan.embedded.vos;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.caravan.embedded.vos.calls.Mix;
import io.caravan.embedded.vos.calls.VosNode;

/**
 * How a simulator starts.
 *
 * @param port  0 takes a free one
 * @param nodes at least one, of different names; the first answers paths without a node's name
 * @param knobs what differs from the defaults, shaped as {@code POST /simulator/knobs} takes it
 */
public record SimulatorConfig(int port, List<VosNode> nodes, ObjectNode knobs) {

    static final int DEFAULT_PORT = 9090;
    static final int DEFAULT_ACCOUNTS = 8;

    private static final ObjectMapper JSON = new ObjectMapper();

    public SimulatorConfig {
        nodes = List.copyOf(nodes);
        knobs = knobs.deepCopy();
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("The VOS simulator needs at least one node");
        }
        if (nodes.stream().map(VosNode::name).distinct().count() < nodes.size()) {
            throw new IllegalArgumentException("Two nodes of the VOS simulator have one name: " + nodes);
        }
    }

    /** Node {@code shanghai} and node {@code berlin}, each in its zone with 8 accounts, on a free port. */
    public static SimulatorConfig ofSeed(long seed) {
        return new SimulatorConfig(
                0,
                List.of(
                        node("shanghai", ZoneId.of("Asia/Shanghai"), seed, DEFAULT_ACCOUNTS),
                        node("berlin", ZoneId.of("Europe/Berlin"), seed, DEFAULT_ACCOUNTS)),
                JSON.createObjectNode());
    }

    public SimulatorConfig withPort(int newPort) {
        return new SimulatorConfig(newPort, nodes, knobs);
    }

    public SimulatorConfig withNodes(VosNode... newNodes) {
        return new SimulatorConfig(port, List.of(newNodes), knobs);
    }

    /** Sets a knob of all nodes. */
    public SimulatorConfig withKnob(String name, Object value) {
        return withKnobs(Map.of(name, value));
    }

    /** Sets knobs of all nodes. */
    public SimulatorConfig withKnobs(Map<String, ?> values) {
        return new SimulatorConfig(port, nodes, knobs.deepCopy().setAll(JSON.<ObjectNode>valueToTree(values)));
    }

    /** A node whose own seed follows from the simulator's and its name. */
    static VosNode node(String name, ZoneId zone, long seed, int accounts) {
        return new VosNode(name, zone, Mix.of(seed, name), accounts);
    }
}
