package io.caravan.steps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.CatchDefinition;
import org.apache.camel.model.FinallyDefinition;
import org.apache.camel.model.OtherwiseDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SendDefinition;
import org.apache.camel.model.TryDefinition;
import org.apache.camel.model.WhenDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** The steps of a pull, read from the routes: of the route that the schedule starts, and of all that it leads to. */
final class PullSteps {

    private static final String BEGIN = "cdr-pull";

    /** With no boundary of their own: parts of a step, and a try, which ends when its last step does. */
    private static final List<Class<?>> NO_STEPS = List.of(
            WhenDefinition.class,
            OtherwiseDefinition.class,
            TryDefinition.class,
            CatchDefinition.class,
            FinallyDefinition.class);

    private final Map<String, SortedSet<Step>> byRoute = new HashMap<>();

    private PullSteps() {}

    static PullSteps of(Path home) throws Exception {
        var steps = new PullSteps();
        try (var context = new DefaultCamelContext()) {
            context.setSourceLocationEnabled(true);
            PluginHelper.getRoutesLoader(context).loadRoutes(files(home.resolve("routes")));
            Map<String, RouteDefinition> byInput = new HashMap<>();
            context.getRouteDefinitions()
                    .forEach(route -> byInput.put(plain(route.getInput().getUri()), route));
            Deque<RouteDefinition> open = new ArrayDeque<>(List.of(context.getRouteDefinition(BEGIN)));
            Set<RouteDefinition> seen = new HashSet<>(open);
            while (!open.isEmpty()) {
                RouteDefinition route = open.pop();
                steps.byRoute.put(route.getId(), stepsOf(route));
                ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), SendDefinition.class).stream()
                        .map(to -> byInput.get(plain(to.getUri())))
                        .filter(next -> next != null && seen.add(next))
                        .forEach(open::push);
            }
        }
        return steps;
    }

    /** Those that the schedule goes through before a node has its turn. */
    SortedSet<Step> ofSchedule() {
        return byRoute.get(BEGIN);
    }

    /** Those that a node's turn goes through. */
    SortedSet<Step> ofTurns() {
        SortedSet<Step> steps = new TreeSet<>();
        byRoute.forEach((route, of) -> steps.addAll(route.equals(BEGIN) ? Set.of() : of));
        return steps;
    }

    private static SortedSet<Step> stepsOf(RouteDefinition route) {
        SortedSet<Step> steps = new TreeSet<>();
        for (ProcessorDefinition<?> definition :
                ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ProcessorDefinition.class)) {
            if (!NO_STEPS.contains(definition.getClass()) && !steps.add(Step.of(definition))) {
                throw new IllegalStateException("two steps stand at " + Step.of(definition));
            }
        }
        return steps;
    }

    private static List<Resource> files(Path routes) throws IOException {
        List<Resource> files = new ArrayList<>();
        try (Stream<Path> found = Files.walk(routes)) {
            for (Path file : found.filter(path -> path.toString().endsWith(".camel.yaml"))
                    .sorted()
                    .toList()) {
                String text = Files.readString(file);
                // Its handlers are no steps of a pull.
                if (!text.startsWith("- routeConfiguration:")) {
                    files.add(ResourceHelper.fromString(file.toString(), text));
                }
            }
        }
        return files;
    }

    private static String plain(String uri) {
        return uri.replaceFirst("\\?.*", "");
    }
}
