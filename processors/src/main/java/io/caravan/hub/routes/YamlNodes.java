package io.caravan.hub.routes;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads a YAML tree that keeps its lines. Keys match in camel case and in kebab case, as in Camel. */
final class YamlNodes {
    private YamlNodes() {}

    /** The line on which the node starts, 1-based. */
    static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    static Optional<String> text(Node node) {
        return node instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
    }

    static Optional<Node> at(Node node, String... path) {
        Node found = node;
        for (String key : path) {
            Optional<Node> child = child(found, key);
            if (child.isEmpty()) {
                return Optional.empty();
            }
            found = child.get();
        }
        return Optional.of(found);
    }

    static Optional<String> textAt(Node node, String... path) {
        return at(node, path).flatMap(YamlNodes::text);
    }

    /** The entries of a mapping whose values are scalars, in no order. */
    static Map<String, String> texts(Node mapping) {
        if (!(mapping instanceof MappingNode entries)) {
            return Map.of();
        }
        return entries.getValue().stream()
                .filter(entry -> entry.getValueNode() instanceof ScalarNode)
                .collect(Collectors.toMap(
                        YamlNodes::key, entry -> text(entry.getValueNode()).orElse(""), (a, b) -> b));
    }

    static String key(NodeTuple entry) {
        return text(entry.getKeyNode()).orElse("");
    }

    /** Visits every key and value below a node, from top to bottom. */
    static void walk(Node node, BiConsumer<String, Node> visitor) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                visitor.accept(camelCase(key(entry)), entry.getValueNode());
                walk(entry.getValueNode(), visitor);
            }
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> walk(item, visitor));
        }
    }

    /** Visits every scalar value below a node, with the nearest key above it. */
    static void walkScalars(Node node, BiConsumer<String, ScalarNode> visitor) {
        walkScalars("", node, visitor);
    }

    private static void walkScalars(String key, Node node, BiConsumer<String, ScalarNode> visitor) {
        if (node instanceof ScalarNode scalar) {
            visitor.accept(key, scalar);
        } else if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(entry -> walkScalars(camelCase(key(entry)), entry.getValueNode(), visitor));
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> walkScalars(key, item, visitor));
        }
    }

    static String camelCase(String key) {
        return org.apache.camel.util.StringHelper.dashToCamelCase(key);
    }

    private static Optional<Node> child(Node node, String key) {
        if (!(node instanceof MappingNode mapping)) {
            return Optional.empty();
        }
        return mapping.getValue().stream()
                .filter(entry -> camelCase(key(entry)).equals(key))
                .map(NodeTuple::getValueNode)
                .findFirst();
    }
}
