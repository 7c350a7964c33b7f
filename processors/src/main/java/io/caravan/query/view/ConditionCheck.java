package io.caravan.query.view;

import java.util.Optional;

import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

import io.caravan.query.Condition;
import io.caravan.query.Condition.And;
import io.caravan.query.Condition.Between;
import io.caravan.query.Condition.Compare;
import io.caravan.query.Condition.Exists;
import io.caravan.query.Condition.In;
import io.caravan.query.Condition.IsNull;
import io.caravan.query.Condition.Like;
import io.caravan.query.Condition.Not;
import io.caravan.query.Condition.Or;
import io.caravan.query.Place;
import io.caravan.query.QueryException;
import io.caravan.query.json.ConditionReader;

/** Reads the default filter of a view. */
final class ConditionCheck {

    private final ConditionReader reader = new ConditionReader();
    private final Verdicts verdicts;

    ConditionCheck(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    Optional<Condition> condition(Node node, Place place) {
        try {
            Condition condition = reader.read(NodeJson.of(node));
            paths(condition, place, node);
            return Optional.of(condition);
        } catch (QueryException e) {
            verdicts.add(YamlTree.line(node), "where: " + e.getMessage());
            return Optional.empty();
        }
    }

    private void paths(Condition condition, Place from, Node node) {
        if (condition instanceof Compare one) {
            path(one.path(), from, node, false);
        } else if (condition instanceof In one) {
            path(one.path(), from, node, false);
        } else if (condition instanceof Between one) {
            path(one.path(), from, node, false);
        } else if (condition instanceof Like one) {
            path(one.path(), from, node, false);
        } else if (condition instanceof IsNull one) {
            path(one.path(), from, node, false);
        } else if (condition instanceof Not not) {
            paths(not.condition(), from, node);
        } else if (condition instanceof And and) {
            and.conditions().forEach(each -> paths(each, from, node));
        } else if (condition instanceof Or or) {
            or.conditions().forEach(each -> paths(each, from, node));
        } else if (condition instanceof Exists exists) {
            path(exists.path(), from, node, true);
            Paths.place(from, exists.path()).ifPresent(target -> paths(exists.condition(), target, node));
        }
    }

    private void path(String path, Place from, Node node, boolean link) {
        Paths.tell(from, new Word(path, lineOf(path, node).orElse(YamlTree.line(node))), link, verdicts);
    }

    private static Optional<Integer> lineOf(String text, Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue().equals(text) ? Optional.of(YamlTree.line(node)) : Optional.empty();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream()
                    .flatMap(item -> lineOf(text, item).stream())
                    .findFirst();
        }
        for (NodeTuple entry : ((MappingNode) node).getValue()) {
            Optional<Integer> line = lineOf(text, entry.getKeyNode()).or(() -> lineOf(text, entry.getValueNode()));
            if (line.isPresent()) {
                return line;
            }
        }
        return Optional.empty();
    }
}
