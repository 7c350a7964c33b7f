package io.caravan.embedded.vos.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The knobs as they stand: general ones, and what single nodes have of their own. Changes are all or nothing. */
final class KnobSettings {

    private static final ObjectNode DEFAULTS = Json.MAPPER.valueToTree(Knobs.defaults());

    private final List<String> nodes;
    private ObjectNode general = DEFAULTS.deepCopy();
    private Map<String, ObjectNode> own = new HashMap<>();
    private volatile Map<String, Knobs> effective;

    KnobSettings(List<String> nodes) {
        this.nodes = nodes;
        nodes.forEach(node -> own.put(node, Json.MAPPER.createObjectNode()));
        effective = effective(general, own);
    }

    Knobs of(String node) {
        return effective.get(node);
    }

    /**
     * Takes over the named knobs and leaves the others. A general knob set to null goes back to its default, a node's to
     * the general one.
     *
     * @param node the node to change; null for all nodes without a value of their own
     * @throws IllegalArgumentException when a knob or node is unknown or a value is out of bounds: then nothing changed
     */
    synchronized void change(String node, JsonNode changes) {
        ObjectNode newGeneral = general.deepCopy();
        Map<String, ObjectNode> newOwn = new HashMap<>();
        own.forEach((name, values) -> newOwn.put(name, values.deepCopy()));
        apply(changes, node, newGeneral, newOwn);
        effective = effective(newGeneral, newOwn);
        general = Json.MAPPER.valueToTree(knobs(newGeneral));
        own = newOwn;
    }

    /** {@code {"general":{…},"nodes":{"<node>":{…all in effect…}}}}. */
    synchronized ObjectNode shown() {
        ObjectNode shown = Json.MAPPER.createObjectNode().set("general", general.deepCopy());
        ObjectNode perNode = shown.putObject("nodes");
        nodes.forEach(node -> perNode.set(node, Json.MAPPER.valueToTree(effective.get(node))));
        return shown;
    }

    private void apply(JsonNode changes, String node, ObjectNode newGeneral, Map<String, ObjectNode> newOwn) {
        if (node != null && !nodes.contains(node)) {
            throw new IllegalArgumentException("Unknown node '" + node + "'; there are " + nodes);
        }
        for (Map.Entry<String, JsonNode> change : object(changes).properties()) {
            String knob = change.getKey();
            JsonNode value = change.getValue();
            if (node == null && knob.equals("nodes")) {
                object(value).properties().forEach(e -> apply(e.getValue(), e.getKey(), newGeneral, newOwn));
            } else if (!DEFAULTS.has(knob)) {
                throw new IllegalArgumentException("Unknown knob '" + knob + "'; there are " + names());
            } else if (node == null) {
                newGeneral.set(knob, value.isNull() ? DEFAULTS.get(knob) : value);
            } else if (value.isNull()) {
                newOwn.get(node).remove(knob);
            } else {
                newOwn.get(node).set(knob, value);
            }
        }
    }

    private static JsonNode object(JsonNode changes) {
        if (!changes.isObject()) {
            throw new IllegalArgumentException("Knobs are a JSON object such as {\"latencyMs\":100}");
        }
        return changes;
    }

    private static Map<String, Knobs> effective(ObjectNode general, Map<String, ObjectNode> own) {
        Map<String, Knobs> effective = new HashMap<>();
        own.forEach(
                (node, values) -> effective.put(node, knobs(general.deepCopy().setAll(values))));
        return Map.copyOf(effective);
    }

    private static Knobs knobs(JsonNode all) {
        try {
            return Json.MAPPER.treeToValue(all, Knobs.class);
        } catch (JsonMappingException e) {
            String knob =
                    e.getPath().isEmpty() ? "" : "Knob " + e.getPath().get(0).getFieldName() + ": ";
            String text =
                    e.getCause() == null ? e.getOriginalMessage() : e.getCause().getMessage();
            throw new IllegalArgumentException(knob + text, e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Knobs cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        DEFAULTS.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
