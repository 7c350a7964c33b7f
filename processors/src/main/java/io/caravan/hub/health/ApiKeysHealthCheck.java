package io.caravan.hub.health;

import java.util.Map;
import java.util.function.Supplier;

import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Shows an edit of the keys that was not taken over, under {@code /observe/health}. The keys of before serve, so that the hub stays ready. */
public final class ApiKeysHealthCheck extends AbstractHealthCheck {

    private final Supplier<String> fault;

    /** @param fault empty when there is none */
    public ApiKeysHealthCheck(Supplier<String> fault) {
        super("hub", "api-keys");
        this.fault = fault;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    public boolean isReadiness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        String now = fault.get();
        if (now.isEmpty()) {
            builder.up();
        } else {
            builder.message(now).down();
        }
    }
}
