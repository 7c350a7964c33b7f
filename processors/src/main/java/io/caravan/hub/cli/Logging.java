package io.caravan.hub.cli;

import java.net.URL;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import org.slf4j.LoggerFactory;

import io.caravan.hub.config.ConfigException;
import io.caravan.hub.config.HubProperties;

/** Sets logging up as the configuration says: text for people, json for machines. */
final class Logging {

    private Logging() {}

    /** @throws ConfigException when the format is unknown */
    static void configure(HubProperties properties) {
        String format = properties.get("caravan.log.format");
        URL file = Logging.class.getResource("/caravan/logback-" + format + ".xml");
        if (file == null) {
            throw new ConfigException("caravan.log.format = " + format + ": text or json is wanted");
        }
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        context.putProperty("level", properties.get("caravan.log.level"));
        try {
            var configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(file);
        } catch (JoranException e) {
            throw new ConfigException("logging cannot be set up: " + e.getMessage(), e);
        }
    }
}
