package io.caravan.hub.routes;

import org.apache.camel.main.Main;

/**
 * Makes a Main that knows every bean, component option and property of the hub, and no route. It is neither initialised
 * nor started.
 *
 * <p>A dry run makes one more Main beside the running one. Beans may be shared between them: a dry run starts and closes
 * none. A bean that is {@code CamelContextAware} must be a new one in each Main, for binding it tells it its context.
 */
@FunctionalInterface
public interface HubMains {
    Main create();
}
