package io.caravan.hub.routes;

import java.nio.file.Path;
import java.util.List;

import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;

/**
 * Gives a Main its routes at start and keeps them up to date while it runs: {@code main.addMainListener(new HubRoutes(…))},
 * with {@code camel.main.routesIncludePattern = false}. Binds {@link RouteStatusReporter} as {@code routeStatus}.
 */
public final class HubRoutes extends MainListenerSupport {
    /** The name of the bean that tells what is loaded. */
    static final String STATUS = "routeStatus";

    private final Path home;
    private final RouteCheck check;
    private final RouteTree tree;

    /** @param tree to start with, found good by {@link RouteCheck#check(RouteTree)} */
    public HubRoutes(Path home, RouteCheck check, RouteTree tree) {
        this.home = home;
        this.check = check;
        this.tree = tree;
    }

    @Override
    public void afterConfigure(BaseMainSupport main) {
        CamelContext context = main.getCamelContext();
        RouteLoader loader = new RouteLoader(context);
        List<RouteFault> faults = loader.load(tree);
        if (!faults.isEmpty()) {
            throw new IllegalStateException("the routes cannot be loaded: " + faults.get(0));
        }
        RouteReloader reloader = new RouteReloader(home, check, loader);
        context.getRegistry().bind(STATUS, new RouteStatusReporter(context, loader, reloader));
        try {
            context.addService(reloader);
        } catch (Exception e) {
            throw new IllegalStateException("the routes cannot be watched", e);
        }
    }
}
