package io.caravan.hub.http;

import java.util.Set;

import io.vertx.ext.web.Router;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.Service;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.support.LifecycleStrategySupport;

/**
 * Gives the HTTP server its error pages as soon as it listens, which is before the routes are there: whoever asks then is
 * told to come again, not that the endpoint does not exist. Camel tells of no such moment, but it adds services all the
 * time while it starts.
 */
public final class ErrorPagesInstaller extends LifecycleStrategySupport {

    private final String router;
    private final HttpErrorPages pages;
    private final Set<String> origins;
    private boolean installed;

    /**
     * @param port of the HTTP server
     * @param origins of pages in browsers that may use the API
     */
    public ErrorPagesInstaller(int port, HttpErrorPages pages, Set<String> origins) {
        this.router = VertxPlatformHttpRouter.getRouterNameFromPort(port);
        this.pages = pages;
        this.origins = Set.copyOf(origins);
    }

    @Override
    public synchronized void onServiceAdd(CamelContext context, Service service, Route route) {
        if (installed) {
            return;
        }
        var routes = context.getRegistry().lookupByNameAndType(router, VertxPlatformHttpRouter.class);
        // Camel's routes hang below a router of the server, and that one refuses what fits none of them.
        if (routes != null
                && routes.getServer().getServer() != null
                && routes.getServer().getServer().requestHandler() instanceof Router outermost) {
            pages.install(outermost);
            if (!origins.isEmpty()) {
                // Before every route, since a preflight is for none of them.
                outermost.route().order(Integer.MIN_VALUE).handler(new Cors(origins));
            }
            installed = true;
        }
    }
}
