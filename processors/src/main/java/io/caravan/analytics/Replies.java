package io.caravan.analytics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.caravan.analytics.Cover.Level;
import io.caravan.hub.question.Times;

/** What the replies to all questions have in common. */
final class Replies {

    private Replies() {}

    static Map<String, Object> begin(Scope scope) {
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("tenant_id", scope.tenant());
        reply.put("scenario_id", scope.scenario().orElse(null));
        return reply;
    }

    /** The range that was asked for, and what it was added up from. */
    static Map<String, Object> end(Map<String, Object> reply, Scope scope, List<Level> sources) {
        reply.put("from", Times.text(scope.from(), scope.zone()));
        reply.put("to", Times.text(scope.to(), scope.zone()));
        reply.put("zone", scope.zone().getId());
        reply.put("data_source", "clickhouse");
        reply.put("sources", sources.stream().map(Level::label).toList());
        return reply;
    }
}
