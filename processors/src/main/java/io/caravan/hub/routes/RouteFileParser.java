package io.caravan.hub.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Takes route and kamelet files apart, and names what is wrong with them as YAML. */
final class RouteFileParser {
    private final Consumer<RouteFault> faults;

    /** @param faults told of every fault found */
    RouteFileParser(Consumer<RouteFault> faults) {
        this.faults = faults;
    }

    /** All files of a tree; one that is not readable as YAML has no units. */
    List<RouteFile> parse(RouteTree tree) {
        List<RouteFile> files = new ArrayList<>();
        tree.texts().forEach((path, text) -> files.add(new RouteFile(path, text, units(path, text))));
        return files;
    }

    private List<RouteUnit> units(String path, String text) {
        boolean kamelet = path.startsWith("kamelets/");
        String extension = kamelet ? ".kamelet.yaml" : ".camel.yaml";
        if (!path.endsWith(extension)) {
            return refuse(path, 1, "the file is not loaded: its name must end in %s", extension);
        }
        Optional<Node> root = compose(path, text);
        if (root.isEmpty()) {
            return List.of();
        }
        int last = (int) Math.max(1, text.lines().count());
        if (kamelet) {
            return kamelet(path, root.get(), last);
        }
        return root.get() instanceof SequenceNode list
                ? entries(path, list, last)
                : refuse(path, YamlNodes.line(root.get()), "a route file is a list: start each entry with '- route:'");
    }

    private Optional<Node> compose(String path, String text) {
        LoadSettings settings = LoadSettings.builder().setLabel(path).build();
        try {
            Optional<Node> root = new Composer(
                            settings,
                            new ParserImpl(settings, new StreamReader(settings, new java.io.StringReader(text))))
                    .getSingleNode();
            if (root.isEmpty()
                    || YamlNodes.text(root.get()).filter(String::isEmpty).isPresent()) {
                refuse(path, 1, "the file is empty: write a route into it or delete it");
                return Optional.empty();
            }
            return root;
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark()
                    .or(e::getContextMark)
                    .map(mark -> mark.getLine() + 1)
                    .orElse(1);
            refuse(path, line, "not valid YAML: %s", String.join(", ", problem(e)));
        } catch (ReaderException e) {
            int line = (int) text.substring(0, Math.min(e.getPosition(), text.length()))
                    .lines()
                    .count();
            refuse(path, Math.max(1, line), "not valid YAML: a character that YAML does not allow");
        } catch (YamlEngineException e) {
            refuse(path, 1, "not valid YAML: %s", e.getMessage());
        }
        return Optional.empty();
    }

    private static List<String> problem(MarkedYamlEngineException e) {
        List<String> words = new ArrayList<>();
        Optional.ofNullable(e.getContext()).ifPresent(words::add);
        Optional.ofNullable(e.getProblem()).ifPresent(words::add);
        return words;
    }

    private List<RouteUnit> kamelet(String path, Node root, int last) {
        if (!(root instanceof MappingNode mapping)
                || YamlNodes.at(root, "spec", "template").isEmpty()) {
            return refuse(
                    path, YamlNodes.line(root), "a kamelet needs 'kind: Kamelet', metadata.name and spec.template");
        }
        return List.of(RouteUnit.of(path, UnitKind.KAMELET, mapping, new LineRange(1, last)));
    }

    private List<RouteUnit> entries(String path, SequenceNode list, int last) {
        List<LineRange> extents = RouteFile.items(list, last);
        List<RouteUnit> units = new ArrayList<>();
        for (int i = 0; i < extents.size(); i++) {
            LineRange lines = extents.get(i);
            if (!(list.getValue().get(i) instanceof MappingNode entry)
                    || entry.getValue().isEmpty()) {
                refuse(path, lines.first(), "an entry of a route file is a mapping such as 'route:'");
            } else if (lines.length() < 1) {
                refuse(path, lines.first(), "start each entry of a route file on a line of its own");
            } else {
                String key = YamlNodes.key(entry.getValue().get(0));
                units.add(RouteUnit.of(path, UnitKind.of(key), entry, lines));
            }
        }
        return units;
    }

    private List<RouteUnit> refuse(String path, int line, String cause, Object... arguments) {
        faults.accept(new RouteFault(path, line, cause.formatted(arguments)));
        return List.of();
    }
}
