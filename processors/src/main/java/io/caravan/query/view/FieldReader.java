package io.caravan.query.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

import io.caravan.query.view.Definition.Shown;

/**
 * Reads {@code fields}: a list or mapping of {@code column}, {@code name: column}, {@code name: {column: …, type: …}} and
 * {@code name: {expression: …}}.
 */
final class FieldReader {

    private static final Set<String> KEYS = Set.of("column", "expression", "type");

    private final Verdicts verdicts;

    FieldReader(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    List<Shown> list(Node node) {
        if (node instanceof MappingNode) {
            return mapping(node);
        }
        if (!(node instanceof SequenceNode list)) {
            verdicts.add(YamlTree.line(node), "fields: a list is wanted; leave it out for all columns");
            return List.of();
        }
        List<Shown> fields = new ArrayList<>();
        for (Node item : list.getValue()) {
            if (item instanceof ScalarNode scalar) {
                Word column = new Word(scalar.getValue(), YamlTree.line(item));
                fields.add(new Shown(column, column, false, Optional.empty()));
            } else {
                fields.addAll(mapping(item));
            }
        }
        return List.copyOf(fields);
    }

    private List<Shown> mapping(Node node) {
        Entries entries = Entries.of(node, "a column, or name: column, is wanted", verdicts);
        return entries.names().stream()
                .map(name -> shown(name, entries.node(name.text())))
                .toList();
    }

    /** @param value empty: the column of that name */
    Shown shown(Word name, Optional<Node> value) {
        if (value.isEmpty()) {
            return new Shown(name, name, false, Optional.empty());
        }
        if (value.get() instanceof ScalarNode scalar) {
            return new Shown(name, new Word(scalar.getValue(), YamlTree.line(scalar)), false, Optional.empty());
        }
        Entries entries = Entries.of(value.get(), name + ": a column, or column: or expression:, is wanted", verdicts)
                .allow(KEYS);
        return shown(name, entries);
    }

    /** Of what stands under {@code column} or {@code expression}; without them the column of that name. */
    Shown shown(Word name, Entries entries) {
        Optional<Word> column = entries.word("column");
        Optional<Word> expression = entries.word("expression");
        if (column.isPresent() && expression.isPresent()) {
            verdicts.add(expression.get().line(), name + ": column or expression is wanted, not both");
        }
        return new Shown(
                name,
                column.or(() -> expression).orElse(name),
                column.isEmpty() && expression.isPresent(),
                entries.word("type"));
    }
}
