package io.caravan.hub.routes;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.apache.camel.CamelContext;
import org.quartz.CronExpression;

/** What Camel notices about endpoints only when messages flow, or not at all. */
final class EndpointRules {
    private final List<EndpointUse> uses;
    private final Placeholders placeholders;
    private final Set<String> components;
    private final Consumer<RouteFault> faults;

    EndpointRules(List<RouteUnit> units, CamelContext context, Consumer<RouteFault> faults) {
        uses = units.stream().flatMap(unit -> EndpointUse.in(unit).stream()).toList();
        placeholders = new Placeholders(context);
        components = new KnownNames(context).components();
        this.faults = faults;
    }

    void check() {
        checkTargets();
        checkHttp();
        for (EndpointUse use : uses) {
            if (use.is("quartz")) {
                checkCron(use);
            }
            if (use.unit().kind().isTemplate()
                    && !components.contains(use.scheme())
                    && !use.scheme().contains("{{")) {
                refuse(
                        use,
                        "unknown component '%s'%s"
                                .formatted(use.scheme(), KnownNames.didYouMean(use.scheme(), components)));
            }
        }
    }

    private void checkTargets() {
        Map<String, EndpointUse> consumers = new HashMap<>();
        uses.stream().filter(EndpointUse::consumes).forEach(use -> queue(use).ifPresent(name -> {
            EndpointUse first = consumers.putIfAbsent(name, use);
            if (first != null && use.is("direct")) {
                refuse(
                        use,
                        "two routes start from '%s': the other is at %s:%d"
                                .formatted(name, first.unit().file(), first.line()));
            }
        }));
        Set<String> names = new TreeSet<>(consumers.keySet());
        names.addAll(consumersOfTemplates());
        uses.stream()
                .filter(use -> !use.consumes())
                .forEach(use -> queue(use).filter(name -> !names.contains(name)).ifPresent(name -> {
                    refuse(use, "no route starts from '%s'%s".formatted(name, KnownNames.didYouMean(name, names)));
                }));
    }

    /** What the routes made from templates start from: the values of each use put into the URI of the template. */
    private Set<String> consumersOfTemplates() {
        Set<String> names = new TreeSet<>();
        List<EndpointUse> templates = uses.stream()
                .filter(EndpointUse::consumes)
                .filter(use -> use.unit().is(UnitKind.ROUTE_TEMPLATE))
                .toList();
        for (TemplateUse instance : TemplateUse.in(units())) {
            for (EndpointUse template : templates) {
                if (template.unit().id().equals(Optional.of(instance.template())) && template.is("direct", "seda")) {
                    placeholders
                            .resolve(instance.fill(template.scheme() + ":" + template.name("name")))
                            .ifPresent(names::add);
                }
            }
        }
        return names;
    }

    private List<RouteUnit> units() {
        return uses.stream().map(EndpointUse::unit).distinct().toList();
    }

    /** The name of a direct or seda endpoint, as far as it is known before messages flow. */
    private Optional<String> queue(EndpointUse use) {
        if (!use.is("direct", "seda") || use.path().contains("${")) {
            return Optional.empty();
        }
        return placeholders.resolve(use.scheme() + ":" + use.name("name"));
    }

    private void checkHttp() {
        Map<String, EndpointUse> seen = new HashMap<>();
        uses.stream().filter(use -> use.consumes() && use.is("platform-http")).forEach(use -> {
            Optional<String> path = placeholders.resolve(use.name("path"));
            Optional<String> methods =
                    placeholders.resolve(use.options().getOrDefault("httpMethodRestrict", "any method"));
            if (path.isEmpty() || methods.isEmpty()) {
                return;
            }
            String shape = ("/" + path.get()).replaceAll("/+", "/").replaceAll("\\{[^/]*}", "{}");
            for (String method :
                    Arrays.stream(methods.get().split(",")).map(String::strip).collect(Collectors.toSet())) {
                EndpointUse first = seen.putIfAbsent(method.toUpperCase() + " " + shape, use);
                if (first != null) {
                    refuse(
                            use,
                            "two routes answer %s %s: the other is at %s:%d"
                                    .formatted(method, path.get(), first.unit().file(), first.line()));
                }
            }
        });
    }

    private void checkCron(EndpointUse use) {
        Optional.ofNullable(use.options().get("cron"))
                .flatMap(placeholders::resolve)
                .map(cron -> cron.replace('+', ' '))
                .filter(cron -> !CronExpression.isValidExpression(cron))
                .ifPresent(cron -> refuse(use, "bad cron expression '%s'".formatted(cron)));
    }

    private void refuse(EndpointUse use, String cause) {
        faults.accept(use.unit().fault(use.line(), cause));
    }
}
