package io.caravan.query.view;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

import io.caravan.hub.config.Nearest;

/** A mapping of a file, taken apart by key. What is not as wanted is told, and counts as left out. */
final class Entries {

    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Word> keys = new LinkedHashMap<>();
    private final int line;
    private final Verdicts verdicts;

    private Entries(int line, Verdicts verdicts) {
        this.line = line;
        this.verdicts = verdicts;
    }

    /** Of a node that is a mapping; of another one, nothing. */
    static Entries of(Node node, String wish, Verdicts verdicts) {
        var entries = new Entries(YamlTree.line(node), verdicts);
        if (!(node instanceof MappingNode mapping)) {
            verdicts.add(entries.line, wish);
            return entries;
        }
        for (NodeTuple entry : mapping.getValue()) {
            if (entry.getKeyNode() instanceof ScalarNode key) {
                if (entries.keys.containsKey(key.getValue())) {
                    verdicts.add(YamlTree.line(key), "'" + key.getValue() + "' stands twice");
                }
                entries.keys.put(key.getValue(), new Word(key.getValue(), YamlTree.line(key)));
                entries.values.put(key.getValue(), entry.getValueNode());
            } else {
                verdicts.add(YamlTree.line(entry.getKeyNode()), "a name is wanted as the key");
            }
        }
        return entries;
    }

    /** Tells keys that nobody reads. */
    Entries allow(Set<String> known) {
        for (Word key : keys.values()) {
            if (!known.contains(key.text())) {
                verdicts.add(
                        key.line(),
                        "unknown key '" + key + "'"
                                + Nearest.to(key.text(), known)
                                        .map(nearest -> " (did you mean '" + nearest + "'?)")
                                        .orElse(" (known: "
                                                + String.join(
                                                        ", ",
                                                        known.stream().sorted().toList()) + ")"));
            }
        }
        return this;
    }

    int line() {
        return line;
    }

    List<Word> names() {
        return List.copyOf(keys.values());
    }

    /** Empty when the key is not there, or nothing is said of it. */
    Optional<Node> node(String key) {
        return Optional.ofNullable(values.get(key)).filter(value -> !Entries.isNull(value));
    }

    Optional<Word> word(String key) {
        return node(key).flatMap(value -> word(value, key + ": a name or text is wanted"));
    }

    Word needed(String key, String wish) {
        return word(key).orElseGet(() -> {
            if (node(key).isEmpty()) {
                verdicts.add(line, wish);
            }
            return new Word("", line);
        });
    }

    Optional<Word> word(Node value, String wish) {
        if (value instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return Optional.of(new Word(scalar.getValue().strip(), YamlTree.line(value)));
        }
        verdicts.add(YamlTree.line(value), wish);
        return Optional.empty();
    }

    /** The words of a list, or the only one. */
    List<Word> words(String key) {
        Node value = node(key).orElse(null);
        if (value instanceof SequenceNode list) {
            return list.getValue().stream()
                    .flatMap(item -> word(item, key + ": a list of names is wanted").stream())
                    .toList();
        }
        return word(key).stream().toList();
    }

    <T> Optional<T> parsed(String key, String wish, Function<String, Optional<T>> parser) {
        return word(key).flatMap(word -> {
            Optional<T> value = parser.apply(word.text());
            if (value.isEmpty()) {
                verdicts.add(word.line(), key + " " + word + ": " + wish);
            }
            return value;
        });
    }

    static boolean isNull(Node node) {
        return node instanceof ScalarNode && node.getTag().equals(Tag.NULL);
    }
}
