package io.caravan.embedded;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The settings of a server of our own, in a file for its owner's eyes. */
final class PropertiesFile {

    private PropertiesFile() {}

    static Path write(Path file, Map<String, String> values) throws IOException {
        Properties properties = new Properties();
        properties.putAll(values);
        StringWriter text = new StringWriter();
        properties.store(text, "Written at each start of the server.");
        return OwnerOnlyFile.write(file, text.toString());
    }
}
