package io.caravan.hub.routes;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kamelet.FailedToCreateKameletException;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteDefinitionHelper;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * Creates every unit in a scratch context. Camel stops at the first fault of a route; here the step at fault is left out and
 * the unit tried again, until nothing or nothing more can be found.
 */
final class DryRun {
    private static final int MOST_FAULTS_OF_A_UNIT = 20;

    private final ModelCamelContext context;
    private final List<RouteFile> files;
    private final Set<RouteFault> faults;
    private final UnitLoader loader;
    private final Causes causes;

    /** @param faults known so far; what is found is added. Steps that have a fault already are left out. */
    DryRun(ModelCamelContext context, List<RouteFile> files, Set<RouteFault> faults) {
        this.context = context;
        this.files = files;
        this.faults = faults;
        loader = new UnitLoader(context);
        causes = new Causes(context);
    }

    void run() {
        Map<RouteUnit, RouteFile> places = files.stream()
                .flatMap(file -> file.units().stream().map(unit -> Map.entry(unit, file)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        places.keySet().stream()
                .filter(unit -> !unit.kind().isFileScoped() && !unit.is(UnitKind.FROM))
                .filter(unit -> !isRefusedWhole(unit))
                .sorted(Comparator.comparing(RouteUnit::kind)
                        .thenComparing(RouteUnit::file)
                        .thenComparing(RouteUnit::idLine))
                .forEach(unit -> tryUntilClean(places.get(unit), unit));
    }

    private void tryUntilClean(RouteFile file, RouteUnit unit) {
        Set<LineRange> cuts = knownFaults(file, unit);
        for (int round = 0; round < MOST_FAULTS_OF_A_UNIT; round++) {
            Model before = Model.of(context);
            try {
                create(file, unit, cuts, before);
                return;
            } catch (Exception e) {
                before.restore(context);
                Optional<LineRange> cut = report(file, unit, cuts, e);
                if (cut.isEmpty() || !cuts.add(cut.get())) {
                    return;
                }
            }
        }
    }

    private void create(RouteFile file, RouteUnit unit, Set<LineRange> cuts, Model before) throws Exception {
        loader.load(file, unit, cuts);
        if (unit.is(UnitKind.ROUTE_CONFIGURATION) && unit.id().isPresent()) {
            addProbe(unit.id().get());
        }
        for (RouteDefinition route : before.routesAdded(context)) {
            String duplicate = RouteDefinitionHelper.validateUniqueIds(
                    route, context.getRouteDefinitions(), route.getNodePrefixId());
            if (duplicate != null) {
                throw new IllegalArgumentException("step id '%s' is taken by another step".formatted(duplicate));
            }
            context.startRouteDefinitions(List.of(route));
        }
    }

    /** A configuration is only created as part of a route that names it. */
    private void addProbe(String configuration) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:caravan-check-" + configuration)
                        .routeId("caravan-check-" + configuration)
                        .routeConfigurationId(configuration)
                        .to("log:caravan-check");
            }
        });
    }

    /** Adds the fault, and says which lines to leave out to see the next one. */
    private Optional<LineRange> report(RouteFile file, RouteUnit unit, Set<LineRange> cuts, Exception failure) {
        MarkedYamlEngineException syntax = ExceptionUtils.throwableOfType(failure, MarkedYamlEngineException.class);
        if (syntax != null && syntax.getProblemMark().isPresent()) {
            int line = syntax.getProblemMark().get().getLine() + 1;
            faults.add(unit.fault(line, causes.of(syntax)));
            return file.step(unit, line);
        }
        Cause cause = causes.of(failure);
        Optional<RouteUnit> template = templateAtFault(unit, failure);
        if (template.isPresent()) {
            RouteUnit at = template.get();
            int line = Locator.find(fileOf(at), at, cause.words(), List.of()).orElse(at.idLine());
            faults.add(at.fault(line, cause.sentence()));
            return Locator.find(file, unit, List.of(at.id().orElse("")), cuts).stream()
                    .boxed()
                    .findFirst()
                    .flatMap(use -> file.step(unit, use));
        }
        var line = Locator.find(file, unit, cause.words(), cuts);
        faults.add(unit.fault(line.orElse(unit.idLine()), cause.sentence()));
        return line.isPresent() ? file.step(unit, line.getAsInt()) : Optional.empty();
    }

    private Optional<RouteUnit> templateAtFault(RouteUnit unit, Exception failure) {
        FailedToCreateKameletException kamelet =
                ExceptionUtils.throwableOfType(failure, FailedToCreateKameletException.class);
        Optional<String> id = kamelet != null
                ? Optional.of(kamelet.getTemplateId())
                : Optional.of(unit)
                        .filter(templated -> templated.is(UnitKind.TEMPLATED_ROUTE))
                        .flatMap(templated -> YamlNodes.textAt(templated.body(), "routeTemplateRef"));
        return id.flatMap(name -> files.stream()
                .flatMap(file -> file.units().stream())
                .filter(candidate ->
                        candidate.kind().isTemplate() && candidate.id().equals(Optional.of(name)))
                .findFirst());
    }

    private RouteFile fileOf(RouteUnit unit) {
        return files.stream()
                .filter(file -> file.units().contains(unit))
                .findFirst()
                .orElseThrow();
    }

    private Set<LineRange> knownFaults(RouteFile file, RouteUnit unit) {
        return faults.stream()
                .filter(fault ->
                        fault.file().equals(unit.file()) && unit.lines().contains(fault.line()))
                .flatMap(fault -> file.step(unit, fault.line()).stream())
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** A unit whose own head is at fault, such as a route whose id is taken, would only repeat that fault. */
    private boolean isRefusedWhole(RouteUnit unit) {
        return faults.stream()
                .anyMatch(fault -> fault.file().equals(unit.file())
                        && fault.line() == unit.idLine()
                        && fault.cause().contains(" is taken: "));
    }

    /** What a context held before a unit was tried, by identity. */
    private record Model(Set<Object> definitions) {

        static Model of(ModelCamelContext context) {
            Set<Object> all = Collections.newSetFromMap(new IdentityHashMap<>());
            all.addAll(context.getRouteDefinitions());
            all.addAll(context.getRouteConfigurationDefinitions());
            all.addAll(context.getRouteTemplateDefinitions());
            return new Model(all);
        }

        List<RouteDefinition> routesAdded(ModelCamelContext context) {
            return context.getRouteDefinitions().stream()
                    .filter(route -> !definitions.contains(route))
                    .toList();
        }

        void restore(ModelCamelContext context) {
            context.getRouteDefinitions().removeIf(route -> !definitions.contains(route));
            context.getRouteConfigurationDefinitions().removeIf(definition -> !definitions.contains(definition));
            context.getRouteTemplateDefinitions().removeIf(definition -> !definitions.contains(definition));
        }
    }
}
