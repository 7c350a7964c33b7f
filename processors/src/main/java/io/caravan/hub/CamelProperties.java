package io.caravan.hub;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

import io.caravan.hub.config.HubProperties;

/** What Camel is set up with: the hub's own {@code camel.properties}, then the configuration. */
final class CamelProperties {

    private static final String RESOURCE = "/caravan/camel.properties";

    private CamelProperties() {}

    static Properties of(HubProperties properties) {
        var all = new Properties();
        try (Reader in =
                new InputStreamReader(CamelProperties.class.getResourceAsStream(RESOURCE), StandardCharsets.UTF_8)) {
            all.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
        if (!properties.isEmpty("caravan.kafka.sasl-jaas-config")) {
            all.put("camel.component.kafka.saslJaasConfig", "{{caravan.kafka.sasl-jaas-config}}");
        }
        all.putAll(properties.asProperties());
        // An endpoint needs a folder even when its route is never started.
        all.put("caravan.cdr.files.on", String.valueOf(!properties.isEmpty("caravan.cdr.files.folder")));
        all.put("caravan.cdr.files.path", CdrFilesBeans.folder(properties).toString());
        // Without Redis there are no realtime figures; everything else goes on.
        all.put("caravan.behavior.realtime.on", String.valueOf(!properties.isEmpty("caravan.redis.address")));
        all.put("caravan.config.on", String.valueOf(!properties.isEmpty("caravan.mongo.uri")));
        all.put(
                "caravan.behavior.realtime.mongo.on",
                String.valueOf(properties.flag("caravan.behavior.realtime.mongo")
                        && !properties.isEmpty("caravan.mongo.uri")));
        return all;
    }
}
