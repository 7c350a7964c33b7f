package io.caravan.hub;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.caravan.query.Planner;
import io.caravan.query.View;
import io.caravan.query.http.QueryFailures;
import io.caravan.query.http.QueryPlaces;
import io.caravan.query.http.QueryReplies;
import io.caravan.query.http.QueryRequests;
import io.caravan.query.http.QueryRows;
import io.caravan.query.http.QueryStatements;
import io.caravan.query.http.QueryWatch;
import io.caravan.query.http.ViewSource;
import io.caravan.query.json.ConditionReader;
import io.caravan.query.json.QueryReader;

/** The verbs of questions about views, by the names routes call them. */
final class QueryBeans {

    private QueryBeans() {}

    static Map<String, Object> of(ViewSource views, ObjectMapper json) {
        return Map.of(
                "queryRequests", new QueryRequests(views, new QueryReader(new ConditionReader()::read)),
                "queryStatements", new QueryStatements(new Planner()::plan),
                "queryPlaces", new QueryPlaces(),
                "queryWatch", new QueryWatch(),
                "queryFailures", new QueryFailures(),
                "queryRows", new QueryRows(json),
                "queryReplies", new QueryReplies());
    }

    static ViewSource noViews() {
        return new ViewSource() {
            @Override
            public Optional<View> view(String name) {
                return Optional.empty();
            }

            @Override
            public List<String> names() {
                return List.of();
            }
        };
    }
}
