package io.caravan.hub.routes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.support.LifecycleStrategySupport;

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
    private final boolean watched;

    /**
     * @param tree to start with. It is not dry-run first, which takes as long as to create the routes: a start that fails has
     *     the whole check tell why
     * @param watched whether edits are taken over
     */
    public HubRoutes(Path home, RouteCheck check, RouteTree tree, boolean watched) {
        this.home = home;
        this.check = check;
        this.tree = tree;
        this.watched = watched;
    }

    @Override
    public void afterConfigure(BaseMainSupport main) {
        CamelContext context = main.getCamelContext();
        List<RouteFault> faults = new ArrayList<>();
        List<RouteFile> files = new RouteFileParser(faults::add).parse(tree);
        if (!faults.isEmpty() || !RouteCheck.reads(files, context)) {
            throw new IllegalStateException("there is a fault in the routes");
        }
        RouteLoader loader = new RouteLoader(context);
        faults = loader.load(tree, files);
        if (!faults.isEmpty()) {
            throw new IllegalStateException("the routes cannot be loaded: " + faults.get(0));
        }
        RouteReloader reloader = new RouteReloader(home, check, loader);
        context.getRegistry().bind(STATUS, new RouteStatusReporter(context, loader, reloader));
        if (watched) {
            context.addLifecycleStrategy(new WhileRunning(reloader));
        }
    }

    /** Stops watching before any route stops: a replacement under way is finished first. */
    private static final class WhileRunning extends LifecycleStrategySupport {
        private final RouteReloader reloader;

        WhileRunning(RouteReloader reloader) {
            this.reloader = reloader;
        }

        @Override
        public void onContextStarted(CamelContext context) {
            reloader.start();
        }

        @Override
        public void onContextStopping(CamelContext context) {
            reloader.stop();
        }
    }
}
