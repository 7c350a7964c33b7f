package io.caravan.hub;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Set;

import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.SimpleEventNotifierSupport;

import io.caravan.hub.config.ConfigException;
import io.caravan.hub.config.HubProperties;
import io.caravan.hub.http.ErrorPagesInstaller;
import io.caravan.hub.log.LogOrigin;
import io.caravan.hub.routes.HubMains;
import io.caravan.hub.routes.HubRoutes;
import io.caravan.hub.routes.RouteCheck;
import io.caravan.hub.routes.RouteFaultsException;
import io.caravan.hub.routes.RouteTree;
import io.caravan.hub.routes.RouteVerdict;

/**
 * The hub: Camel with the beans of all streams, the routes of the project, and a watch on the servers it needs. It starts
 * whether or not those servers are there.
 */
public final class Hub implements AutoCloseable {

    private final HubProperties properties;
    private final HubScope scope;
    private final HubBeans beans;
    private final Main main;
    private volatile boolean started;

    /** @param properties with every address resolved */
    public Hub(HubProperties properties, Clock clock) {
        this(properties, clock, HubScope.ALL);
    }

    /** @param properties with every address resolved */
    public Hub(HubProperties properties, Clock clock, HubScope scope) {
        this.properties = properties;
        this.scope = scope;
        this.beans = new HubBeans(properties, clock, scope);
        this.main = mains().create();
    }

    /** Checks routes and kamelets against this hub's beans, components and properties. */
    public RouteCheck routeCheck() {
        return new RouteCheck(properties.home(), mains());
    }

    /**
     * Returns when the routes run.
     *
     * @throws RouteFaultsException when there is a fault in the routes; nothing runs then
     */
    public void start() throws IOException {
        RouteTree tree = scope.of(RouteTree.read(properties.home()));
        if (tree.startingWith(List.of("routes/")).texts().isEmpty()) {
            throw new ConfigException(
                    "there is no route under " + properties.home().resolve("routes"));
        }
        boolean watched = scope == HubScope.ALL && properties.flag("caravan.hub.reload");
        main.addMainListener(new HubRoutes(properties.home(), routeCheck(), tree, watched));
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeConfigure(BaseMainSupport configuring) {
                LogOrigin.of(configuring.getCamelContext());
                believeTheConfiguration(configuring.getCamelContext());
                watchServersWithRoutes(configuring.getCamelContext());
                configuring
                        .getCamelContext()
                        .addLifecycleStrategy(new ErrorPagesInstaller(
                                properties.integer("caravan.http.port"),
                                beans.errorPages(() -> started),
                                Set.copyOf(properties.list("caravan.http.cors-origins"))));
            }
        });
        try {
            main.start();
        } catch (RuntimeException e) {
            RouteVerdict verdict = routeCheck().check(tree);
            throw verdict.ok() ? e : new RouteFaultsException(verdict);
        }
        started = true;
    }

    /** Contexts that know all beans, components and properties, and no route. */
    private HubMains mains() {
        return () -> {
            var fresh = new Main();
            // The launcher stops the hub in its own order.
            fresh.setShutdownStrategy(new SimpleMainShutdownStrategy());
            fresh.setPropertyPlaceholderLocations("false");
            fresh.setInitialProperties(CamelProperties.of(properties));
            beans.byName().forEach(fresh::bind);
            return fresh;
        };
    }

    /**
     * The configuration has read the environment already, and what is said on the command line wins over it. By itself Camel
     * would ask the environment first.
     */
    private static void believeTheConfiguration(CamelContext context) {
        ((PropertiesComponent) context.getPropertiesComponent())
                .setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_FALLBACK);
    }

    /** Nothing is connected to before every route is created without a fault. */
    private void watchServersWithRoutes(CamelContext context) {
        context.getManagementStrategy().addEventNotifier(new SimpleEventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                if (event instanceof CamelEvent.CamelContextRoutesStartingEvent) {
                    beans.monitor().start();
                }
            }
        });
    }

    public HubBeans beans() {
        return beans;
    }

    public Main main() {
        return main;
    }

    /** Lets what is under way end, then stops. */
    @Override
    public void close() throws Exception {
        main.stop();
        beans.close();
    }
}
