package io.caravan.hub.routes;

import java.util.Map;

import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.model.ModelCamelContext;

/**
 * A Camel context with everything of the hub in it that is initialised but never started: routes can be created in it, and
 * nothing consumes, connects, schedules or listens. (A context started with auto-startup off is not enough: it starts
 * endpoints, so that some of them contact their server.)
 */
final class ScratchContext implements AutoCloseable {
    private static final Map<String, String> QUIET = Map.ofEntries(
            Map.entry("camel.main.name", "caravan-check"),
            Map.entry("camel.main.autoStartup", "false"),
            Map.entry("camel.main.routesIncludePattern", "false"),
            Map.entry("camel.main.routesReloadEnabled", "false"),
            Map.entry("camel.main.jmxEnabled", "false"),
            Map.entry("camel.main.devConsoleEnabled", "false"),
            Map.entry("camel.main.sourceLocationEnabled", "true"),
            Map.entry("camel.main.autoConfigurationLogSummary", "false"),
            Map.entry("camel.main.startupSummaryLevel", "Off"),
            Map.entry("camel.main.shutdownTimeout", "1"),
            Map.entry("camel.main.shutdownLogInflightExchangesOnTimeout", "false"),
            Map.entry("camel.routeController.enabled", "false"),
            Map.entry("camel.rest.inlineRoutes", "false"),
            Map.entry("camel.server.enabled", "false"),
            Map.entry("camel.management.enabled", "false"),
            Map.entry("camel.health.enabled", "false"),
            Map.entry("camel.metrics.enabled", "false"));

    private final Main main;

    /** @throws IllegalStateException if the hub itself cannot be configured, whatever its routes say */
    ScratchContext(HubMains mains) {
        main = mains.create();
        // The default one leaves a JVM shutdown hook behind for every Main.
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        QUIET.forEach(main::addOverrideProperty);
        try {
            main.init();
            // A kamelet component that is made later than this would wait for a start before it creates its routes.
            main.getCamelContext().getComponent("kamelet");
            main.getCamelContext().init();
            main.bind(HubRoutes.STATUS, RouteStatusReporter.ofNothing(main.getCamelContext()));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    ModelCamelContext context() {
        return (ModelCamelContext) main.getCamelContext();
    }

    @Override
    public void close() {
        main.shutdown();
    }
}
