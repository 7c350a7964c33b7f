package io.caravan.cdr;

import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import io.caravan.hub.config.ConfigException;
import io.caravan.hub.config.Nearest;
import io.caravan.hub.log.Causes;

/** Reads {@code config/vos-nodes.yaml}. One broken entry is told and left out; the others are used. */
final class VosNodeReader {

    private static final Set<String> KEYS =
            Set.of("id", "name", "baseUrl", "zone", "enabled", "contentType", "gap", "timeout", "accounts");
    private static final String DEFAULT_CONTENT_TYPE = "text/html;charset=UTF-8";

    private final YAMLMapper yaml = new YAMLMapper();

    /** The usable nodes, and what is wrong with the other entries. */
    record Reading(List<VosNode> nodes, List<String> faults) {}

    /** @throws ConfigException when the text is no YAML list of nodes */
    Reading read(String text) {
        JsonNode entries;
        try {
            entries = yaml.readTree(text).path("nodes");
        } catch (IOException e) {
            throw new ConfigException("not YAML: " + Causes.brief(e), e);
        }
        if (!entries.isArray()) {
            throw new ConfigException("a list under nodes: is wanted");
        }
        List<VosNode> nodes = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        Set<Integer> ids = new HashSet<>();
        for (int i = 0; i < entries.size(); i++) {
            try {
                VosNode node = node(entries.get(i));
                if (!ids.add(node.id())) {
                    throw new ConfigException("id " + node.id() + " stands twice");
                }
                nodes.add(node);
            } catch (ConfigException e) {
                faults.add("entry " + (i + 1) + ": " + e.getMessage());
            }
        }
        return new Reading(List.copyOf(nodes), List.copyOf(faults));
    }

    private static VosNode node(JsonNode entry) {
        if (!entry.isObject()) {
            throw new ConfigException("id, baseUrl and zone are wanted");
        }
        entry.fieldNames().forEachRemaining(VosNodeReader::checkKey);
        int id = id(entry.path("id"));
        return new VosNode(
                id,
                entry.path("name").asText("node-" + id),
                url(text(entry, "baseUrl")),
                zone(text(entry, "zone")),
                enabled(entry.path("enabled")),
                entry.path("contentType").asText(DEFAULT_CONTENT_TYPE),
                duration(entry, "gap", Duration.ofSeconds(2), Duration.ZERO),
                duration(entry, "timeout", Duration.ofSeconds(60), Duration.ofMillis(1)),
                accounts(entry.path("accounts")));
    }

    private static int id(JsonNode value) {
        if (!value.isInt() || value.intValue() <= 0) {
            throw new ConfigException("id: a positive whole number is wanted");
        }
        return value.intValue();
    }

    /** What is no boolean must not switch a node on. */
    private static boolean enabled(JsonNode value) {
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw new ConfigException("enabled " + value.asText() + ": true or false is wanted");
        }
        return value.asBoolean(true);
    }

    private static List<String> accounts(JsonNode value) {
        if (!value.isMissingNode() && !value.isArray()) {
            throw new ConfigException("accounts: a list is wanted; leave it out for all");
        }
        return StreamSupport.stream(value.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static void checkKey(String key) {
        if (!KEYS.contains(key)) {
            throw new ConfigException("unknown key " + key
                    + Nearest.to(key, KEYS)
                            .map(n -> "; did you mean " + n + "?")
                            .orElse(""));
        }
    }

    private static String text(JsonNode entry, String key) {
        String value = entry.path(key).asText("").strip();
        if (value.isEmpty()) {
            throw new ConfigException(key + " is missing");
        }
        return value;
    }

    private static URI url(String value) {
        try {
            URI url = URI.create(value.endsWith("/") ? value.substring(0, value.length() - 1) : value);
            if (url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            throw new ConfigException("baseUrl " + value + ": " + e.getMessage(), e);
        }
        throw new ConfigException("baseUrl " + value + ": http://host:port is wanted");
    }

    private static ZoneId zone(String value) {
        try {
            return ZoneId.of(value);
        } catch (DateTimeException e) {
            throw new ConfigException("zone " + value + ": a name such as Asia/Shanghai is wanted", e);
        }
    }

    private static Duration duration(JsonNode entry, String key, Duration otherwise, Duration least) {
        if (!entry.has(key)) {
            return otherwise;
        }
        String value = entry.get(key).asText();
        try {
            Duration duration = Duration.parse(value);
            if (duration.compareTo(least) >= 0) {
                return duration;
            }
        } catch (DateTimeException e) {
            throw new ConfigException(key + " " + value + ": a duration such as PT2S is wanted", e);
        }
        throw new ConfigException(key + " " + value + ": at least " + least + " is wanted");
    }
}
