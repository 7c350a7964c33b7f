package io.caravan.hub.routes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A place where a kamelet or a route template is made use of.
 *
 * @param template the id of the template
 * @param values parameters given at this place, by name
 * @param line 1-based
 */
record TemplateUse(RouteUnit unit, String template, Map<String, String> values, int line) {

    static List<TemplateUse> in(List<RouteUnit> units) {
        List<TemplateUse> uses = new ArrayList<>();
        for (RouteUnit unit : units) {
            if (unit.is(UnitKind.TEMPLATED_ROUTE)) {
                YamlNodes.at(unit.body(), "routeTemplateRef")
                        .ifPresent(ref -> uses.add(new TemplateUse(
                                unit, YamlNodes.text(ref).orElse(""), parameters(unit.body()), YamlNodes.line(ref))));
            }
            for (EndpointUse use : EndpointUse.in(unit)) {
                String template = use.name("templateId").split("/", 2)[0];
                if (use.is("kamelet") && !template.equals("source") && !template.equals("sink") && isStatic(template)) {
                    uses.add(new TemplateUse(unit, template, use.options(), use.line()));
                }
            }
        }
        return uses;
    }

    /** The text with the values of this use in the place of their names. */
    String fill(String text) {
        String filled = text;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("{{" + value.getKey() + "}}", value.getValue());
        }
        return filled;
    }

    private static boolean isStatic(String template) {
        return !template.contains("{{") && !template.contains("${");
    }

    private static Map<String, String> parameters(Node templatedRoute) {
        Map<String, String> values = new HashMap<>();
        YamlNodes.at(templatedRoute, "parameters").ifPresent(list -> {
            if (list instanceof SequenceNode items) {
                for (Node item : items.getValue()) {
                    values.put(
                            YamlNodes.textAt(item, "name").orElse(""),
                            YamlNodes.textAt(item, "value").orElse(""));
                }
            }
        });
        return values;
    }
}
