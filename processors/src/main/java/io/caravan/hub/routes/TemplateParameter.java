package io.caravan.hub.routes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A parameter that a kamelet or route template declares.
 *
 * @param mandatory whether each use must give it a value
 * @param line of the declaration, 1-based
 */
record TemplateParameter(String name, boolean mandatory, int line) {

    static List<TemplateParameter> of(RouteUnit template) {
        return template.is(UnitKind.KAMELET) ? ofKamelet(template) : ofRouteTemplate(template);
    }

    /** Everything that a placeholder in the body of the template may name: parameters and local beans. */
    static Set<String> placeholderNames(RouteUnit template) {
        Set<String> names =
                of(template).stream().map(TemplateParameter::name).collect(Collectors.toCollection(HashSet::new));
        // Given by Camel to every kamelet.
        names.addAll(Set.of("templateId", "routeId", "uuid", "parentRouteId", "parentProcessorId"));
        Node body = YamlNodes.at(template.body(), "spec", "template").orElse(template.body());
        YamlNodes.at(body, "beans").filter(SequenceNode.class::isInstance).ifPresent(beans -> {
            for (Node bean : ((SequenceNode) beans).getValue()) {
                YamlNodes.textAt(bean, "name").ifPresent(names::add);
            }
        });
        return names;
    }

    private static List<TemplateParameter> ofKamelet(RouteUnit kamelet) {
        Set<String> required = new HashSet<>();
        YamlNodes.at(kamelet.body(), "spec", "definition", "required")
                .filter(SequenceNode.class::isInstance)
                .ifPresent(list -> ((SequenceNode) list).getValue().forEach(name -> YamlNodes.text(name)
                        .ifPresent(required::add)));
        List<TemplateParameter> parameters = new ArrayList<>();
        YamlNodes.at(kamelet.body(), "spec", "definition", "properties")
                .filter(MappingNode.class::isInstance)
                .ifPresent(properties -> ((MappingNode) properties).getValue().forEach(property -> {
                    String name = YamlNodes.key(property);
                    boolean hasDefault =
                            YamlNodes.at(property.getValueNode(), "default").isPresent();
                    parameters.add(new TemplateParameter(
                            name, required.contains(name) && !hasDefault, YamlNodes.line(property.getKeyNode())));
                }));
        return parameters;
    }

    private static List<TemplateParameter> ofRouteTemplate(RouteUnit template) {
        List<TemplateParameter> parameters = new ArrayList<>();
        YamlNodes.at(template.body(), "parameters")
                .filter(SequenceNode.class::isInstance)
                .ifPresent(list -> ((SequenceNode) list).getValue().forEach(item -> {
                    boolean optional = YamlNodes.at(item, "defaultValue").isPresent()
                            || YamlNodes.textAt(item, "required")
                                    .filter("false"::equals)
                                    .isPresent();
                    YamlNodes.at(item, "name")
                            .ifPresent(name -> parameters.add(new TemplateParameter(
                                    YamlNodes.text(name).orElse(""), !optional, YamlNodes.line(name))));
                }));
        return parameters;
    }
}
