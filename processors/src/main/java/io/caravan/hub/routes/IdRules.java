package io.caravan.hub.routes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.apache.camel.support.PatternHelper;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * What Camel lets pass about ids: a second route with the same id silently replaces the first, and a route that names no
 * route configuration, or one that does not exist, silently has no error handling.
 */
final class IdRules {
    private final List<RouteUnit> units;
    private final Consumer<RouteFault> faults;
    private final Set<String> configurations;

    IdRules(List<RouteUnit> units, Consumer<RouteFault> faults) {
        this.units = units;
        this.faults = faults;
        configurations = units.stream()
                .filter(unit -> unit.is(UnitKind.ROUTE_CONFIGURATION))
                .flatMap(unit -> unit.id().stream())
                .collect(Collectors.toSet());
    }

    void check() {
        Map<String, RouteUnit> routes = new HashMap<>();
        Map<String, RouteUnit> templates = new HashMap<>();
        Map<String, RouteUnit> configurationsById = new HashMap<>();
        for (RouteUnit unit : units) {
            switch (unit.kind()) {
                case ROUTE -> {
                    unique(unit, "route", routes);
                    configured(unit, unit.body());
                }
                case FROM ->
                    faults.accept(unit.fault(
                            unit.lines().first(),
                            "a bare 'from' has no id and no error handling: put it under 'route:'"));
                case TEMPLATED_ROUTE -> unique(unit, "route", routes);
                case ROUTE_CONFIGURATION -> unique(unit, "route configuration", configurationsById);
                case KAMELET -> unique(unit, "kamelet", templates);
                case ROUTE_TEMPLATE -> unique(unit, "route template", templates);
                default -> {
                    // The others have no id of their own.
                }
            }
        }
        units.stream().filter(unit -> unit.is(UnitKind.ROUTE_TEMPLATE)).forEach(this::configuredIfRouted);
    }

    private void unique(RouteUnit unit, String what, Map<String, RouteUnit> seen) {
        if (unit.id().isEmpty()) {
            String key =
                    unit.is(UnitKind.TEMPLATED_ROUTE) ? "routeId" : unit.is(UnitKind.KAMELET) ? "metadata.name" : "id";
            faults.accept(unit.fault(unit.lines().first(), "the %s has no %s".formatted(what, key)));
            return;
        }
        RouteUnit first = seen.putIfAbsent(unit.id().get(), unit);
        if (first != null) {
            faults.accept(unit.fault(
                    unit.idLine(),
                    "%s id '%s' is taken: it is also at %s:%d"
                            .formatted(what, unit.id().get(), first.file(), first.idLine())));
        }
    }

    /** A template that is only used as a kamelet leaves errors to the route that calls it. */
    private void configuredIfRouted(RouteUnit template) {
        boolean routed = units.stream()
                .filter(unit -> unit.is(UnitKind.TEMPLATED_ROUTE))
                .anyMatch(unit ->
                        YamlNodes.textAt(unit.body(), "routeTemplateRef").equals(template.id()));
        Optional<Node> route = YamlNodes.at(template.body(), "route");
        if (routed) {
            configured(template, route.orElse(template.body()));
        }
    }

    private void configured(RouteUnit unit, Node route) {
        Optional<Node> named = YamlNodes.at(route, "routeConfigurationId");
        if (named.isEmpty()) {
            faults.accept(unit.fault(
                    unit.idLine(),
                    "the route names no routeConfigurationId, so nothing handles its errors%s".formatted(choice())));
            return;
        }
        for (String id : YamlNodes.text(named.get()).orElse("").split(",")) {
            if (configurations.stream().noneMatch(known -> PatternHelper.matchPattern(known, id.strip()))) {
                String hint = KnownNames.didYouMean(id.strip(), configurations);
                faults.accept(unit.fault(
                        YamlNodes.line(named.get()),
                        "unknown routeConfigurationId '%s'%s".formatted(id.strip(), hint)));
            }
        }
    }

    private String choice() {
        return configurations.isEmpty() ? "" : " (there is %s)".formatted(String.join(", ", configurations));
    }
}
