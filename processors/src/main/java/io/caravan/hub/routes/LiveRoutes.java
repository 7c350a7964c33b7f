package io.caravan.hub.routes;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.apache.camel.Endpoint;
import org.apache.camel.component.kamelet.KameletEndpoint;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.RouteStartupOrder;
import org.apache.camel.spi.SupervisingRouteController;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

import io.caravan.hub.routes.RouteChange.PlacedUnit;

/** Adds units to a running context and takes them away again, without leaving anything behind. */
final class LiveRoutes {
    private static final Set<String> INTERNAL = Set.of("direct", "seda");

    private final ModelCamelContext context;
    private final Duration drain;
    private final UnitLoader loader;

    /** @param drain how long exchanges in flight may take to finish before their routes are stopped all the same */
    LiveRoutes(ModelCamelContext context, Duration drain) {
        this.context = context;
        this.drain = drain;
        loader = new UnitLoader(context);
        // Inlining would merge routes of different units, which then could not be replaced one by one.
        context.getRestConfiguration().setInlineRoutes(false);
    }

    /** Adds units so that whatever calls a route comes after it. */
    void add(List<PlacedUnit> units) throws RouteLoadException {
        Map<PlacedUnit, Boolean> intakes = new IdentityHashMap<>();
        units.forEach(placed -> intakes.put(placed, isIntake(placed)));
        Comparator<PlacedUnit> order = Comparator.comparing(
                        (PlacedUnit placed) -> placed.unit().kind())
                .thenComparing(intakes::get)
                .thenComparing(placed -> placed.file().path());
        for (PlacedUnit placed : units.stream().sorted(order).toList()) {
            try {
                loader.load(placed.file(), placed.unit(), List.of());
            } catch (Exception e) {
                throw new RouteLoadException(fault(placed, e), e);
            }
        }
        if (context.isStarted() && context.getRouteController() instanceof SupervisingRouteController supervisor) {
            supervisor.startRoutes(true);
        }
    }

    void remove(List<PlacedUnit> units) throws Exception {
        removeRoutes(routesOf(units));
        for (PlacedUnit placed : units) {
            forget(placed.unit());
        }
    }

    private void removeRoutes(Set<String> ids) throws Exception {
        List<RouteStartupOrder> running = context.getCamelContextExtension().getRouteStartupOrder().stream()
                .filter(order -> ids.contains(order.getRoute().getRouteId()))
                .toList();
        if (!running.isEmpty()) {
            context.getShutdownStrategy().shutdown(context, running, drain.toMillis(), TimeUnit.MILLISECONDS);
        }
        for (String id : ids) {
            // Drained above: what is still in flight now has had its time.
            context.getRouteController().stopRoute(id, 1, TimeUnit.SECONDS);
            context.removeRoute(id);
            RouteDefinition left = context.getRouteDefinition(id);
            if (left != null) {
                context.removeRouteDefinition(left);
            }
        }
        // Camel makes the routes of a kamelet when its endpoint is created: one left behind would make none.
        for (Endpoint endpoint : context.getEndpoints()) {
            if (endpoint instanceof KameletEndpoint kamelet && ids.contains(kamelet.getRouteId())) {
                context.removeEndpoint(endpoint);
            }
        }
    }

    /** The routes of the units and those that their kamelets made, callers first. */
    private Set<String> routesOf(List<PlacedUnit> units) {
        Set<String> ids = units.stream()
                .filter(placed ->
                        placed.unit().is(UnitKind.ROUTE) || placed.unit().is(UnitKind.TEMPLATED_ROUTE))
                .flatMap(placed -> placed.unit().id().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (units.stream().anyMatch(placed -> placed.unit().is(UnitKind.REST))) {
            // A rest entry changes only together with all others, so that these are all its own.
            context.getRouteDefinitions().stream()
                    .filter(route -> route.getInput().getEndpointUri().startsWith("rest:"))
                    .forEach(route -> ids.add(route.getRouteId()));
        }
        while (ids.addAll(childrenOf(ids))) {
            // A kamelet may be made of kamelets.
        }
        return ids;
    }

    private List<String> childrenOf(Collection<String> parents) {
        return context.getRouteDefinitions().stream()
                .filter(route -> route.getTemplateParameters() != null)
                .filter(route -> parents.contains(
                        String.valueOf(route.getTemplateParameters().get("parentRouteId"))))
                .map(RouteDefinition::getRouteId)
                .toList();
    }

    private void forget(RouteUnit unit) throws Exception {
        String id = unit.id().orElse("");
        switch (unit.kind()) {
            case KAMELET, ROUTE_TEMPLATE -> context.removeRouteTemplates(id);
            case ROUTE_CONFIGURATION ->
                context.getRouteConfigurationDefinitions().removeIf(configuration -> id.equals(configuration.getId()));
            case REST -> context.getRestDefinitions().clear();
            case BEANS -> {
                if (unit.body() instanceof SequenceNode beans) {
                    for (Node bean : beans.getValue()) {
                        YamlNodes.textAt(bean, "name")
                                .ifPresent(name -> context.getRegistry().unbind(name));
                    }
                }
            }
            default -> {
                // A route leaves nothing but what was removed with it.
            }
        }
    }

    private RouteFault fault(PlacedUnit placed, Exception e) {
        Cause cause = new Causes(context).of(e);
        int line = Locator.find(placed.file(), placed.unit(), cause.words(), List.of())
                .orElse(placed.unit().idLine());
        return placed.unit().fault(line, cause.sentence());
    }

    /** Whether the route takes messages from outside the hub: it starts last and stops first. */
    private static boolean isIntake(PlacedUnit placed) {
        Optional<EndpointUse> from = EndpointUse.in(placed.unit()).stream()
                .filter(EndpointUse::consumes)
                .findFirst();
        return from.filter(use -> !INTERNAL.contains(use.scheme())).isPresent();
    }
}
