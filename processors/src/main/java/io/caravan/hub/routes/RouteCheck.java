package io.caravan.hub.routes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;

/**
 * Dry-runs all routes and kamelets of a project and finds every fault that can be found, without touching any server: no
 * endpoint is started, no trigger fires, nothing is listened to.
 */
public final class RouteCheck {
    private final Path home;
    private final HubMains mains;

    /** @param home the folder that holds {@code routes/} and {@code kamelets/} */
    public RouteCheck(Path home, HubMains mains) {
        this.home = home;
        this.mains = mains;
    }

    /**
     * Checks what is on disk now.
     *
     * @throws IOException if a file cannot be read
     * @throws RuntimeException if the hub itself cannot be configured, whatever its routes say
     */
    public RouteVerdict check() throws IOException {
        return check(RouteTree.read(home));
    }

    /**
     * Checks a tree already read.
     *
     * @throws RuntimeException if the hub itself cannot be configured, whatever its routes say
     */
    public RouteVerdict check(RouteTree tree) {
        long start = System.nanoTime();
        Set<RouteFault> faults = new TreeSet<>();
        List<RouteFile> files = new RouteFileParser(faults::add).parse(tree);
        List<RouteUnit> units = units(files);
        try (ScratchContext scratch = new ScratchContext(mains)) {
            ModelCamelContext context = scratch.context();
            read(files, context, faults);
            new DryRun(context, files, faults).run();
        }
        return new RouteVerdict(
                tree.revision(),
                List.copyOf(faults),
                (int) units.stream().filter(RouteCheck::isRoute).count(),
                (int) files.stream()
                        .filter(file -> file.path().startsWith("routes/"))
                        .count(),
                (int) units.stream().filter(unit -> unit.is(UnitKind.KAMELET)).count(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }

    /**
     * Whether the files show no fault when they are only read: what Camel would notice late or never. All else Camel notices
     * when it creates the routes.
     *
     * @param context with all beans, components and properties of the hub, in which nothing is created here
     */
    static boolean reads(List<RouteFile> files, CamelContext context) {
        Set<RouteFault> faults = new TreeSet<>();
        read(files, context, faults);
        return faults.isEmpty();
    }

    private static void read(List<RouteFile> files, CamelContext context, Set<RouteFault> faults) {
        List<RouteUnit> units = units(files);
        new IdRules(units, faults::add).check();
        new EndpointRules(units, context, faults::add).check();
        new TemplateRules(units, context, faults::add).check();
        new BeanRules(units, context, faults::add).check();
        new PlaceholderRules(files, context, faults::add).check();
    }

    private static List<RouteUnit> units(List<RouteFile> files) {
        return files.stream().flatMap(file -> file.units().stream()).toList();
    }

    private static boolean isRoute(RouteUnit unit) {
        return unit.is(UnitKind.ROUTE) || unit.is(UnitKind.TEMPLATED_ROUTE);
    }
}
