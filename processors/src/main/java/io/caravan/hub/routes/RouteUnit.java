package io.caravan.hub.routes;

import java.util.Optional;

import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * One entry of a route file, or a whole kamelet file: the smallest thing that is checked and loaded by itself.
 *
 * @param file path relative to the project home
 * @param kind what the entry defines
 * @param id the id of what it defines; empty where it has none
 * @param lines the lines that the entry takes up
 * @param node the whole entry
 */
record RouteUnit(String file, UnitKind kind, Optional<String> id, LineRange lines, MappingNode node) {

    /** The line of the id, or of the entry where it has none: 1-based. */
    int idLine() {
        return idNode(kind, node).map(YamlNodes::line).orElse(lines.first());
    }

    /** What stands under the key that names the kind of entry; the entry itself for a kamelet. */
    Node body() {
        return body(kind, node);
    }

    boolean is(UnitKind other) {
        return kind == other;
    }

    RouteFault fault(int line, String cause) {
        return new RouteFault(file, line, cause);
    }

    static RouteUnit of(String file, UnitKind kind, MappingNode node, LineRange lines) {
        return new RouteUnit(file, kind, idNode(kind, node).flatMap(YamlNodes::text), lines, node);
    }

    private static Node body(UnitKind kind, MappingNode node) {
        return kind == UnitKind.KAMELET
                ? node
                : node.getValue().isEmpty() ? node : node.getValue().get(0).getValueNode();
    }

    private static Optional<Node> idNode(UnitKind kind, MappingNode node) {
        Node body = body(kind, node);
        return switch (kind) {
            case KAMELET -> YamlNodes.at(body, "metadata", "name");
            case TEMPLATED_ROUTE -> YamlNodes.at(body, "routeId");
            default -> YamlNodes.at(body, "id");
        };
    }
}
