package io.caravan.hub;

import io.caravan.hub.config.HubProperties;
import io.caravan.hub.routes.HubMains;
import io.vertx.ext.web.Router;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.mdc.MDCService;

/**
 * The hub: Camel with the beans of all streams, the routes of the project, and a watch on the servers it needs. It starts
 * whether or not those servers are there.
 */
public final class Hub implements AutoCloseable {

    private final HubProperties properties;
    private final HubBeans beans;
    private final Main main;

    /** @param properties with every address resolved */
    public Hub(HubProperties properties, Clock clock) {
        this.properties = properties;
        this.beans = new HubBeans(properties, clock);
        this.main = mains().create();
    }

    /** Contexts that know all beans, components and properties, and no route. */
    public HubMains mains() {
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

    /** Returns when the routes run. */
    public void start() {
        main.configure().withRoutesIncludePattern("file:" + properties.path("caravan.hub.routes") + "/**/*.camel.yaml");
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeConfigure(BaseMainSupport configuring) {
                logWithOrigin(configuring.getCamelContext());
            }

            @Override
            public void afterStart(BaseMainSupport started) {
                installErrorPages(started.getCamelContext());
            }
        });
        beans.monitor().start();
        main.start();
    }

    /** Lines that routes log tell stream, route, topic, partition and offset where there are any. */
    private static void logWithOrigin(CamelContext context) {
        var origin = new MDCService();
        origin.setCustomProperties("stream");
        origin.setCustomHeaders(
                String.join(",", KafkaConstants.TOPIC, KafkaConstants.PARTITION, KafkaConstants.OFFSET));
        origin.init(context);
    }

    private void installErrorPages(CamelContext context) {
        String name = VertxPlatformHttpRouter.getRouterNameFromPort(properties.integer("caravan.http.port"));
        VertxPlatformHttpRouter routes = VertxPlatformHttpRouter.lookup(context, name);
        // Camel's routes hang below a router of the server, and that one refuses what fits none of them.
        if (routes.getServer().getServer().requestHandler() instanceof Router outermost) {
            beans.errorPages().install(outermost);
        }
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
