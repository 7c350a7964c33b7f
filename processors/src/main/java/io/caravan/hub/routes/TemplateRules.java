package io.caravan.hub.routes;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.apache.camel.CamelContext;
import org.apache.camel.util.IOHelper;
import org.apache.camel.util.StringHelper;

/**
 * Parameters of kamelets and route templates. Camel looks a parameter up among the environment variables first, by its name
 * in upper case: a parameter named {@code path} silently takes {@code PATH}.
 */
final class TemplateRules {
    /** Set in practically every shell or container, whatever this machine has. */
    private static final Set<String> USUAL_VARIABLES = Set.of(
            "PATH",
            "HOME",
            "USER",
            "SHELL",
            "LANG",
            "PWD",
            "TERM",
            "TZ",
            "HOSTNAME",
            "LOGNAME",
            "MAIL",
            "EDITOR",
            "TMPDIR",
            "DISPLAY",
            "LANGUAGE");

    private final List<RouteUnit> units;
    private final CamelContext context;
    private final Consumer<RouteFault> faults;

    TemplateRules(List<RouteUnit> units, CamelContext context, Consumer<RouteFault> faults) {
        this.units = units;
        this.context = context;
        this.faults = faults;
    }

    void check() {
        Map<String, RouteUnit> templates = units.stream()
                .filter(unit -> unit.kind().isTemplate() && unit.id().isPresent())
                .collect(Collectors.toMap(unit -> unit.id().get(), unit -> unit, (first, second) -> first));
        templates.values().forEach(this::checkNames);
        for (TemplateUse use : TemplateUse.in(units)) {
            Optional.ofNullable(templates.get(use.template()))
                    .ifPresentOrElse(template -> checkValues(use, template), () -> unknown(use, templates.keySet()));
        }
    }

    private void checkNames(RouteUnit template) {
        for (TemplateParameter parameter : TemplateParameter.of(template)) {
            String variable = IOHelper.normalizeEnvironmentVariable(StringHelper.camelCaseToDash(parameter.name()));
            if (USUAL_VARIABLES.contains(variable) || System.getenv(variable) != null) {
                faults.accept(template.fault(
                        parameter.line(),
                        "parameter '%s' would silently take the environment variable %s: rename it"
                                .formatted(parameter.name(), variable)));
            }
        }
    }

    private void checkValues(TemplateUse use, RouteUnit template) {
        for (TemplateParameter parameter : TemplateParameter.of(template)) {
            if (parameter.mandatory()
                    && !Placeholders.names(use.values().keySet(), parameter.name())
                    && !isConfigured(use.template(), parameter.name())) {
                faults.accept(use.unit()
                        .fault(
                                use.line(),
                                "'%s' needs the parameter '%s'".formatted(use.template(), parameter.name())));
            }
        }
    }

    private boolean isConfigured(String template, String parameter) {
        String key = "camel.kamelet." + template + "." + parameter;
        return context.getPropertiesComponent().resolveProperty(key).isPresent();
    }

    private void unknown(TemplateUse use, Set<String> templates) {
        String what = use.unit().is(UnitKind.TEMPLATED_ROUTE) ? "route template" : "kamelet";
        faults.accept(use.unit()
                .fault(
                        use.line(),
                        "no %s named '%s'%s"
                                .formatted(what, use.template(), KnownNames.didYouMean(use.template(), templates))));
    }
}
