package io.caravan.hub.http;

import org.apache.camel.http.base.HttpHeaderFilterStrategy;

/**
 * Keeps HTTP headers and query parameters that would steer Camel out of the hub, in any case of letters.
 *
 * <p>Camel 4.18.0 lets {@code kafka.*} pass (CVE-2026-49098): a client could choose the topic by a header.
 */
public final class HubHeaderFilter extends HttpHeaderFilterStrategy {

    @Override
    protected void initialize() {
        super.initialize();
        setInFilterStartsWith("Camel", "camel", "org.apache.camel.", "kafka.");
    }
}
