package io.caravan.behavior.realtime;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The metrics of a place as JSON shows them, from the hash in which all is text. */
final class MetricsReply {

    private static final List<String> COUNTS =
            List.of("impressions", "clicks", "views", "conversions", "active_users", "exposed_items");
    private static final List<String> RATES =
            List.of("ctr", "conversion_rate", "engagement_rate", "completion_rate", "avg_watch_duration");
    private static final List<String> TIMES = List.of("window_start", "window_end", "updated_at");

    private MetricsReply() {}

    /** @param figures empty when nothing happened in the window: then counts are 0, and there is no rate or time */
    static Map<String, Object> of(Place place, Map<?, ?> figures) {
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("tenant_id", place.tenant());
        reply.put("scenario_id", place.scenario());
        COUNTS.forEach(name -> reply.put(name, figures.containsKey(name) ? Long.valueOf(text(figures, name)) : 0L));
        RATES.forEach(name -> reply.put(name, figures.containsKey(name) ? Double.valueOf(text(figures, name)) : null));
        TIMES.forEach(name -> reply.put(name, figures.get(name)));
        return reply;
    }

    private static String text(Map<?, ?> figures, String name) {
        return figures.get(name).toString();
    }
}
