package io.caravan.hub.routes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A route or kamelet file taken apart into its units.
 *
 * @param path relative to the project home
 * @param text the whole file
 * @param units its entries, from top to bottom
 */
record RouteFile(String path, String text, List<RouteUnit> units) {

    /**
     * The file with nothing but one unit and the entries that apply to all routes of the file. All other lines are blank,
     * so that every remaining line keeps its number.
     *
     * @param cuts steps of the unit to leave out: each becomes a step that does nothing
     */
    Resource only(RouteUnit unit, Collection<LineRange> cuts) {
        List<String> lines = text.lines().toList();
        StringBuilder kept = new StringBuilder(text.length());
        for (int line = 1; line <= lines.size(); line++) {
            int number = line;
            List<LineRange> around =
                    cuts.stream().filter(cut -> cut.contains(number)).toList();
            if (around.size() == 1 && around.get(0).first() == line) {
                kept.append(lines.get(line - 1), 0, lines.get(line - 1).indexOf('-'))
                        .append("- stop: {}");
            } else if (around.isEmpty() && (unit.lines().contains(line) || isFileScoped(line))) {
                kept.append(lines.get(line - 1));
            }
            kept.append('\n');
        }
        return ResourceHelper.fromString(path, kept.toString());
    }

    /**
     * What makes the unit what it is, wherever in its file it stands: two equal ones need no reload.
     */
    String fingerprint(RouteUnit unit) {
        StringBuilder kept = new StringBuilder(path).append('\n');
        List<String> lines = text.lines().toList();
        for (int line = 1; line <= lines.size(); line++) {
            boolean belongs = unit.lines().contains(line) || isFileScoped(line);
            if (belongs && !lines.get(line - 1).isBlank()) {
                kept.append(lines.get(line - 1)).append('\n');
            }
        }
        return kept.toString();
    }

    /** The smallest step within the unit that contains the line: what to leave out to see the next fault. */
    Optional<LineRange> step(RouteUnit unit, int line) {
        List<LineRange> steps = new ArrayList<>();
        collectSteps("", unit.node(), unit.lines(), steps);
        List<String> lines = text.lines().toList();
        return steps.stream()
                .filter(step -> step.contains(line))
                .filter(step -> lines.get(step.first() - 1).strip().startsWith("-"))
                .min(Comparator.comparingInt(LineRange::length));
    }

    private boolean isFileScoped(int line) {
        return units.stream()
                .anyMatch(unit -> unit.kind().isFileScoped() && unit.lines().contains(line));
    }

    private static void collectSteps(String key, Node node, LineRange extent, List<LineRange> steps) {
        if (node instanceof MappingNode mapping) {
            List<NodeTuple> entries = mapping.getValue();
            for (int i = 0; i < entries.size(); i++) {
                Node value = entries.get(i).getValueNode();
                int last = i + 1 < entries.size()
                        ? YamlNodes.line(entries.get(i + 1).getKeyNode()) - 1
                        : extent.last();
                collectSteps(YamlNodes.key(entries.get(i)), value, new LineRange(YamlNodes.line(value), last), steps);
            }
        } else if (node instanceof SequenceNode sequence) {
            List<LineRange> items = items(sequence, extent.last());
            for (int i = 0; i < items.size(); i++) {
                if (key.equals("steps")) {
                    steps.add(items.get(i));
                }
                collectSteps("", sequence.getValue().get(i), items.get(i), steps);
            }
        }
    }

    /** The lines of each item: from its own first to the one before the next item. */
    static List<LineRange> items(SequenceNode sequence, int last) {
        List<LineRange> ranges = new ArrayList<>();
        List<Node> items = sequence.getValue();
        for (int i = 0; i < items.size(); i++) {
            int end = i + 1 < items.size() ? YamlNodes.line(items.get(i + 1)) - 1 : last;
            ranges.add(new LineRange(YamlNodes.line(items.get(i)), end));
        }
        return ranges;
    }
}
