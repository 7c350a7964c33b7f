package io.caravan.hub.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import picocli.CommandLine.Option;

import io.caravan.hub.config.HubProperties;
import io.caravan.hub.embedded.Addresses;

/** The options that every command has. */
final class HubOptions {

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description = "Sets a key of config/application.properties for this run; may be given several times.")
    private final Map<String, String> overrides = new LinkedHashMap<>();

    /** The configuration with every address resolved. */
    HubProperties properties() {
        return Addresses.resolve(asGiven());
    }

    /** The configuration as it was given: addresses of embedded servers are empty. */
    HubProperties asGiven() {
        return HubProperties.load(home(), System.getenv(), overrides);
    }

    /** The project folder; the launcher names it. */
    static Path home() {
        return Path.of(System.getProperty("caravan.home", "")).toAbsolutePath().normalize();
    }
}
