package io.caravan.hub.health;

import java.util.Map;

import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Readiness of one dependency, under {@code /observe/health/ready}. Liveness never depends on other servers. */
public final class DependencyHealthCheck extends AbstractHealthCheck {

    private final String name;
    private final DependencyMonitor monitor;

    public DependencyHealthCheck(String name, DependencyMonitor monitor) {
        super("dependency", name);
        this.name = name;
        this.monitor = monitor;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        DependencyState state = monitor.state(name);
        builder.detail("since", state.since().toString());
        if (state.up()) {
            builder.up();
        } else {
            builder.message(name + ": " + state.problem()).down();
        }
    }
}
