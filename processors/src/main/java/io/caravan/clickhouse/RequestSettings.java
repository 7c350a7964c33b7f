package io.caravan.clickhouse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

import org.apache.camel.Message;

/** The server settings of one request. */
final class RequestSettings {

    static final String TOKEN = "insert_deduplication_token";

    private static final Map<String, String> INSERT_DEFAULTS = load("insert-settings.properties");

    /** Names that mean something else than a setting in the address of a request. */
    private static final Set<String> RESERVED = Set.of(
            "query",
            "query_id",
            "database",
            "user",
            "password",
            "quota_key",
            "compress",
            "decompress",
            "default_format",
            "session_id",
            "role");

    private RequestSettings() {}

    static String checkName(String name) {
        Identifiers.check("setting", name);
        if (RESERVED.contains(name) || name.startsWith("param_")) {
            throw new IllegalArgumentException("'" + name + "' cannot be given as a server setting");
        }
        return name;
    }

    /** The defaults, under what the endpoint says, under what the message says. */
    static Map<String, String> ofInsert(ClickHouseConfiguration options, Message message) {
        Map<String, String> settings = new LinkedHashMap<>(INSERT_DEFAULTS);
        if (options.isAsyncInsert()) {
            settings.put("async_insert", "1");
            settings.put("wait_for_async_insert", options.isWaitForAsyncInsert() ? "1" : "0");
        }
        return overlay(settings, options, message);
    }

    /** Only what the endpoint and the message say: a read-only user may change nothing. */
    static Map<String, String> ofQuery(ClickHouseConfiguration options, Message message) {
        return overlay(new LinkedHashMap<>(), options, message);
    }

    private static Map<String, String> overlay(
            Map<String, String> settings, ClickHouseConfiguration options, Message message) {
        options.getSettings().forEach((name, value) -> settings.put(name, String.valueOf(value)));
        Map<?, ?> header = message.getHeader(ClickHouseConstants.SETTINGS, Map.class);
        if (header != null) {
            header.forEach((name, value) -> settings.put(checkName(String.valueOf(name)), String.valueOf(value)));
        }
        String token = message.getHeader(ClickHouseConstants.DEDUPLICATION_TOKEN, String.class);
        if (token != null && !token.isBlank()) {
            settings.put(TOKEN, token);
        }
        return settings;
    }

    private static Map<String, String> load(String resource) {
        Properties properties = new Properties();
        try (InputStream in = RequestSettings.class.getResourceAsStream(resource)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("The insert settings " + resource + " cannot be read", e);
        }
        Map<String, String> settings = new LinkedHashMap<>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        return Map.copyOf(settings);
    }
}
