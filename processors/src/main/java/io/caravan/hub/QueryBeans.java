package io.caravan.hub;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

import com.clickhouse.client.api.Client;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.caravan.hub.config.HubProperties;
import io.caravan.query.Planner;
import io.caravan.query.http.FileViews;
import io.caravan.query.http.QueryFailures;
import io.caravan.query.http.QueryPlaces;
import io.caravan.query.http.QueryReplies;
import io.caravan.query.http.QueryRequests;
import io.caravan.query.http.QueryRows;
import io.caravan.query.http.QueryStatements;
import io.caravan.query.http.QueryWatch;
import io.caravan.query.json.ConditionReader;
import io.caravan.query.json.QueryReader;
import io.caravan.query.view.ClickHouseSchemaSource;
import io.caravan.query.view.ViewChecks;
import io.caravan.query.view.Views;

/** The verbs of questions about views, by the names routes call them. */
final class QueryBeans {

    private QueryBeans() {}

    /** @param client of the ClickHouse whose tables the views are about */
    static Map<String, Object> of(HubProperties properties, Client client, ObjectMapper json, Clock clock) {
        Path home = properties.home();
        String database = properties.get("caravan.clickhouse.database");
        var checks = new ViewChecks(
                home, home.resolve("config/views"), new ClickHouseSchemaSource(client, database), database);
        var views = new FileViews(new Views(checks, clock));
        return Map.of(
                "queryRequests", new QueryRequests(views, new QueryReader(new ConditionReader()::read)),
                "queryStatements", new QueryStatements(new Planner()::plan),
                "queryPlaces", new QueryPlaces(),
                "queryWatch", new QueryWatch(),
                "queryFailures", new QueryFailures(),
                "queryRows", new QueryRows(json),
                "queryReplies", new QueryReplies());
    }
}
