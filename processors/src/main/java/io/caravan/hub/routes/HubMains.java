package io.caravan.hub.routes;

import org.apache.camel.main.Main;

/**
 * Makes a Main that knows every bean, component option and property of the hub, and no route. It is neither initialised
 * nor started.
 */
@FunctionalInterface
public interface HubMains {
    Main create();
}
