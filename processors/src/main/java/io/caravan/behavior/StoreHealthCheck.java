package io.caravan.behavior;

import java.util.List;
import java.util.Map;

import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Shows partitions that stand still, under {@code /observe/health}. The hub takes events all the same, so that it stays ready. */
public final class StoreHealthCheck extends AbstractHealthCheck {

    private final StoreFaults faults;

    public StoreHealthCheck(StoreFaults faults) {
        super("behavior", "behavior-store");
        this.faults = faults;
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
        List<String> lines = faults.lines();
        if (lines.isEmpty()) {
            builder.up();
        } else {
            builder.message(String.join("; ", lines)).down();
        }
    }
}
