package io.caravan.hub;

import java.time.Clock;
import java.util.Map;

import io.caravan.analytics.Dashboard;
import io.caravan.analytics.Distribution;
import io.caravan.analytics.Experiment;
import io.caravan.analytics.Funnel;
import io.caravan.analytics.Retention;
import io.caravan.analytics.TopItems;
import io.caravan.analytics.Trend;
import io.caravan.hub.config.HubProperties;

/** The verbs of questions about behaviour events, by the names routes call them. */
final class AnalyticsBeans {

    private AnalyticsBeans() {}

    static Map<String, Object> of(HubProperties properties, Clock clock) {
        return Map.of(
                "analyticsDashboard", new Dashboard(clock),
                "analyticsTrend", new Trend(clock),
                "analyticsItems", new TopItems(clock),
                "analyticsDistribution", new Distribution(clock),
                "analyticsFunnel", new Funnel(properties.list("caravan.behavior.intake.actions"), clock),
                "analyticsRetention", new Retention(clock),
                "analyticsExperiment", new Experiment(clock));
    }
}
