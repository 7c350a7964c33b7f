package io.caravan.hub.routes;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import org.apache.camel.CamelContext;
import org.snakeyaml.engine.v2.nodes.Node;

/** Placeholders that no property, environment variable or template parameter gives a value. */
final class PlaceholderRules {
    private static final Set<String> PROSE = Set.of("description", "title", "note");

    private final List<RouteFile> files;
    private final Placeholders placeholders;
    private final Consumer<RouteFault> faults;

    PlaceholderRules(List<RouteFile> files, CamelContext context, Consumer<RouteFault> faults) {
        this.files = files;
        this.faults = faults;
        placeholders = new Placeholders(context);
    }

    void check() {
        for (RouteFile file : files) {
            file.units().forEach(unit -> checkUnit(file, unit));
        }
    }

    private void checkUnit(RouteFile file, RouteUnit unit) {
        Set<String> parameters = unit.kind().isTemplate() ? TemplateParameter.placeholderNames(unit) : Set.of();
        Node body = unit.is(UnitKind.KAMELET)
                ? YamlNodes.at(unit.body(), "spec", "template").orElse(unit.body())
                : unit.body();
        YamlNodes.walkScalars(body, (key, scalar) -> {
            if (PROSE.contains(key)) {
                return;
            }
            for (String token : Placeholders.tokens(YamlNodes.text(scalar).orElse(""))) {
                boolean known = Placeholders.isOptional(token)
                        || Placeholders.names(parameters, Placeholders.key(token))
                        || placeholders.resolve(token).isPresent();
                if (!known) {
                    faults.accept(unit.fault(
                            line(file, unit, scalar, token),
                            "unknown placeholder %s: no property has this name".formatted(token)));
                }
            }
        });
    }

    /** A text of several lines starts above its placeholder. */
    private static int line(RouteFile file, RouteUnit unit, Node scalar, String token) {
        List<String> lines = file.text().lines().toList();
        int start = YamlNodes.line(scalar);
        for (int line = start; line <= Math.min(unit.lines().last(), lines.size()); line++) {
            if (lines.get(line - 1).contains(token)) {
                return line;
            }
        }
        return start;
    }
}
