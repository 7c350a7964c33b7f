package io.caravan.embedded.vos;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import io.caravan.embedded.vos.calls.VosNode;

/**
 * Reads a configuration from properties: {@code port} (9090), {@code seed} (1), {@code nodes} (names, the first one
 * first; {@code shanghai, berlin}), {@code node.<name>.zone}, {@code node.<name>.accounts} (8), {@code node.<name>.seed} (from the simulator's
 * seed and the name), every knob by its name, and {@code node.<name>.<knob>} for one node. Lists and maps are written as
 * JSON. A key that means nothing is refused.
 */
final class SimulatorProperties {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NODE_KEY = Pattern.compile("node\\.([^.]+)\\.(.+)");

    private static final Map<String, String> STANDARD_ZONES =
            Map.of("shanghai", "Asia/Shanghai", "berlin", "Europe/Berlin");

    private final Map<String, String> left = new TreeMap<>();

    private SimulatorProperties(Properties properties) {
        properties
                .stringPropertyNames()
                .forEach(name -> left.put(name, properties.getProperty(name).strip()));
    }

    /** @throws IllegalArgumentException naming the key that is wrong */
    static SimulatorConfig read(Properties properties) {
        return new SimulatorProperties(properties).read();
    }

    private SimulatorConfig read() {
        int port = (int) number("port", SimulatorConfig.DEFAULT_PORT);
        long seed = number("seed", 1);
        String names = left.remove("nodes");
        List<VosNode> nodes = new ArrayList<>();
        for (String name : (names == null ? "shanghai, berlin" : names).split("\\s*,\\s*")) {
            nodes.add(node(name, seed));
        }
        return new SimulatorConfig(port, nodes, knobs());
    }

    private VosNode node(String name, long seed) {
        String prefix = "node." + name + ".";
        String given = left.remove(prefix + "zone");
        String zone = given == null ? STANDARD_ZONES.get(name) : given;
        if (zone == null) {
            throw new IllegalArgumentException("Key " + prefix + "zone is missing: give the node's time zone");
        }
        try {
            int accounts = (int) number(prefix + "accounts", SimulatorConfig.DEFAULT_ACCOUNTS);
            VosNode node = SimulatorConfig.node(name, ZoneId.of(zone), seed, accounts);
            return new VosNode(name, node.zone(), number(prefix + "seed", node.seed()), accounts);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("Key " + prefix + "zone: '" + zone + "' is no time zone", e);
        }
    }

    /** All that is left are knobs; the server refuses unknown ones. */
    private ObjectNode knobs() {
        ObjectNode knobs = JSON.createObjectNode();
        left.forEach((key, value) -> {
            Matcher ofNode = NODE_KEY.matcher(key);
            if (ofNode.matches()) {
                knobs.withObject("/nodes/" + ofNode.group(1)).set(ofNode.group(2), value(key, value));
            } else {
                knobs.set(key, value(key, value));
            }
        });
        return knobs;
    }

    private static JsonNode value(String key, String text) {
        if (!text.startsWith("[") && !text.startsWith("{")) {
            return TextNode.valueOf(text);
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Key " + key + ": the value is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private long number(String key, long otherwise) {
        String value = left.remove(key);
        try {
            return value == null || value.isEmpty() ? otherwise : Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Key " + key + " must be a whole number, not '" + value + "'", e);
        }
    }
}
