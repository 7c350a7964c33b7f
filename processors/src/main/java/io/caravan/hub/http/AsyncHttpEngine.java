package io.caravan.hub.http;

import java.util.List;

import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/**
 * For routes that wait for something: with {@code platformHttpEngine: "#asyncHttp"} a request holds no thread while it
 * waits. Camel's own engine holds one until the request is answered. The body is a byte array, the reply is written whole,
 * and headers and parameters are left in the request: {@code HttpMessage.getRequest()} tells them to who wants one.
 */
public final class AsyncHttpEngine implements PlatformHttpEngine {

    private final int port;

    /** @param port of the HTTP server */
    public AsyncHttpEngine(int port) {
        this.port = port;
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        return new AsyncHttpConsumer(
                endpoint, processor, List.of(), VertxPlatformHttpRouter.getRouterNameFromPort(port));
    }

    @Override
    public int getServerPort() {
        return port;
    }
}
