package io.caravan.hub;

import java.time.Clock;
import java.util.Map;

import io.caravan.config.ConfigEdits;
import io.caravan.config.ConfigGate;
import io.caravan.config.ConfigIndexes;
import io.caravan.config.ConfigReplies;
import io.caravan.config.ConfigRequests;
import io.caravan.config.ConfigSchemas;
import io.caravan.config.DocumentLimits;
import io.caravan.hub.config.HubProperties;
import io.caravan.hub.http.AdminGate;
import io.caravan.hub.http.ApiGate;

/** The verbs of the stream config, by the names routes call them. */
final class ConfigBeans {

    private ConfigBeans() {}

    static Map<String, Object> of(HubProperties properties, Clock clock, ApiGate clients, AdminGate operators) {
        var limits = new DocumentLimits(
                properties.integer("caravan.config.max-document"), properties.integer("caravan.config.max-levels"));
        return Map.of(
                "configGate", new ConfigGate(clients, operators),
                "configRequests", new ConfigRequests(limits),
                "configEdits", new ConfigEdits(clock),
                "configSchemas", new ConfigSchemas(properties.path("caravan.config.schemas"), limits),
                "configIndexes", new ConfigIndexes(),
                "configReplies", new ConfigReplies());
    }
}
