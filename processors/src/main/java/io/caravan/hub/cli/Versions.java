package io.caravan.hub.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} tells: of Caravan as it was built, of Camel, and of the Java that runs it. */
final class Versions implements IVersionProvider {

    private static final String BUILT = "/caravan/version.properties";

    @Override
    public String[] getVersion() throws IOException {
        var built = new Properties();
        try (InputStream in = Versions.class.getResourceAsStream(BUILT)) {
            built.load(in);
        }
        return new String[] {
            "Caravan " + built.getProperty("caravan") + " (Apache Camel " + built.getProperty("camel") + ", Java "
                    + Runtime.version() + ")"
        };
    }
}
