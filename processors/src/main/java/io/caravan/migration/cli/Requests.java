package io.caravan.migration.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the body of a request out of what was said. */
final class Requests {

    private final MigrateOptions options;
    private final Settings settings;

    Requests(MigrateOptions options, Settings settings) {
        this.options = options;
        this.settings = settings;
    }

    /**
     * What is not said is left to the hub; a hub of the command's own has the defaults of ClickhouseMigratorS3.
     *
     * @param own whether the hub is the command's own
     * @param oldProgress partitions that a run of ClickhouseMigratorS3 noted, by table
     */
    Map<String, Object> body(boolean own, Map<String, List<String>> oldProgress) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("mode", options.mode());
        body.put("database", options.database());
        put(body, "table", options.table());
        boolean local =
                "to-local".equalsIgnoreCase(settings.value(Setting.DIRECTION).replace('_', '-'));
        put(body, "policy", own && !local ? settings.value(Setting.POLICY) : said(Setting.POLICY));
        String pause = own ? settings.value(Setting.INTERVAL) : said(Setting.INTERVAL);
        put(body, "pause", pause == null ? null : settings.pause(pause));
        put(body, "volume", said(Setting.VOLUME));
        put(body, "direction", said(Setting.DIRECTION));
        put(body, "way", said(Setting.WAY));
        put(body, "olderThan", said(Setting.OLDER_THAN));
        put(body, "window", said(Setting.WINDOW));
        put(body, "parallelism", settings.number(Setting.PARALLELISM).orElse(null));
        put(body, "bandwidth", settings.number(Setting.BANDWIDTH).orElse(null));
        put(body, "oldProgress", oldProgress.isEmpty() ? null : oldProgress);
        return body;
    }

    private String said(Setting setting) {
        return settings.said(setting).orElse(null);
    }

    private static void put(Map<String, Object> body, String field, Object value) {
        if (value != null) {
            body.put(field, value);
        }
    }
}
