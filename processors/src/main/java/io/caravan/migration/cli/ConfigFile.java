package io.caravan.migration.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import io.caravan.hub.config.ConfigException;
import io.caravan.hub.config.Nearest;

/** Reads the file of {@code --config}: YAML with the sections clickhouse, s3, migration, logging and report. */
final class ConfigFile {

    private final YAMLMapper yaml = new YAMLMapper();

    /**
     * @throws ConfigException naming the file, and the key that nobody knows with the nearest known one; never a value, since
     *     passwords are among them
     */
    Map<Setting, String> read(Path file) {
        JsonNode sections = tree(file);
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        if (sections.isMissingNode() || sections.isNull()) {
            return values;
        }
        if (!sections.isObject()) {
            throw new ConfigException(file + ": sections such as clickhouse: and s3: are wanted");
        }
        sections.fields().forEachRemaining(section -> {
            if (section.getValue().isNull()) {
                return;
            }
            if (!section.getValue().isObject()) {
                throw unknown(file, section.getKey());
            }
            section.getValue().fields().forEachRemaining(entry -> {
                String key = section.getKey() + "." + entry.getKey();
                Setting setting = Arrays.stream(Setting.values())
                        .filter(known -> known.key().equals(key))
                        .findFirst()
                        .orElseThrow(() -> unknown(file, key));
                if (!entry.getValue().isValueNode()) {
                    throw new ConfigException(file + ": " + key + ": one value is wanted");
                }
                values.put(setting, entry.getValue().asText(""));
            });
        });
        return values;
    }

    private JsonNode tree(Path file) {
        try {
            return yaml.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            // Its message quotes the line, which may hold a password.
            throw new ConfigException(file + " is no YAML"
                    + (e.getLocation() == null
                            ? ""
                            : ", see line " + e.getLocation().getLineNr()));
        } catch (IOException e) {
            throw new ConfigException("--config: " + file + " cannot be read", e);
        }
    }

    private static ConfigException unknown(Path file, String key) {
        List<String> known = Arrays.stream(Setting.values()).map(Setting::key).toList();
        return new ConfigException(file + ": unknown key " + key
                + Nearest.to(key, known)
                        .map(name -> "; did you mean " + name + "?")
                        .orElse(""));
    }
}
