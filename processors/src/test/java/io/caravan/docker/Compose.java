package io.caravan.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import io.caravan.testing.TestServers;

/** The compose file of the project. */
record Compose(String text, JsonNode root) {

    /** {@code docker/}, which relative paths begin at. */
    static final Path FOLDER = TestServers.home().resolve("docker");

    private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{(\\w+)([^}]*)}");

    /** @param rest what follows the name: {@code :?message}, {@code :-default} or nothing */
    record Variable(String name, String rest) {}

    static Compose read() {
        try {
            String text = Files.readString(FOLDER.resolve("compose.yaml"));
            return new Compose(text, new YAMLMapper().readTree(text));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read docker/compose.yaml", e);
        }
    }

    Map<String, JsonNode> services() {
        Map<String, JsonNode> services = new LinkedHashMap<>();
        root.path("services").properties().forEach(entry -> services.put(entry.getKey(), entry.getValue()));
        return services;
    }

    JsonNode service(String name) {
        return root.path("services").path(name);
    }

    /** As it is written, variables unfilled. */
    Map<String, String> environment(String service) {
        Map<String, String> environment = new LinkedHashMap<>();
        service(service)
                .path("environment")
                .properties()
                .forEach(entry ->
                        environment.put(entry.getKey(), entry.getValue().asText()));
        return environment;
    }

    /** The environment with every variable set to the same word. */
    Map<String, String> environment(String service, String word) {
        Map<String, String> environment = environment(service);
        environment.replaceAll((name, value) -> VARIABLE.matcher(value).replaceAll(word));
        return environment;
    }

    /** Every variable that the file wants from its environment, as often as it is named. */
    List<Variable> variables() {
        return VARIABLE.matcher(text).results().map(Compose::variable).toList();
    }

    private static Variable variable(MatchResult match) {
        return new Variable(match.group(1), match.group(2));
    }

    /** The entries of a list of a service; none when it has no such list. */
    List<String> list(String service, String key) {
        return StreamSupport.stream(service(service).path(key).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** Where mounts of a service come from and go to, both folders and named volumes. */
    Map<String, String> mounts(String service) {
        Map<String, String> mounts = new LinkedHashMap<>();
        list(service, "volumes").stream().map(mount -> mount.split(":")).forEach(m -> mounts.put(m[0], m[1]));
        return mounts;
    }
}
