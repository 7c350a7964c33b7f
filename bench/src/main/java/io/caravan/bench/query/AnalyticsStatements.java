package io.caravan.bench.query;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

import io.caravan.analytics.Dashboard;
import io.caravan.analytics.Distribution;
import io.caravan.analytics.Funnel;
import io.caravan.analytics.TopItems;
import io.caravan.analytics.Trend;
import io.caravan.hub.question.Statement;

/** The statements that the hub itself makes of questions about events, for ClickHouse alone to answer. */
final class AnalyticsStatements {

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final Map<String, Function<Exchange, Statement>> byEndpoint;

    AnalyticsStatements() {
        Clock clock = Clock.systemUTC();
        var dashboard = new Dashboard(clock);
        var trend = new Trend(clock);
        var items = new TopItems(clock);
        var distribution = new Distribution(clock);
        var funnel = new Funnel(List.of("impression", "click", "order"), clock);
        byEndpoint = Map.of(
                "dashboard", question -> dashboard.figures(dashboard.question(question)),
                "trend", question -> trend.figures(trend.question(question)),
                "items/top", question -> items.items(items.question(question)),
                "items/distribution", question -> distribution.events(distribution.question(question)),
                "funnel", question -> funnel.users(funnel.question(question)));
    }

    /** @param endpoint below {@code /api/v1/analytics} */
    Statement of(String endpoint, String query) {
        Exchange exchange = new DefaultExchange(camel);
        exchange.getMessage().setHeader(Exchange.HTTP_RAW_QUERY, query);
        return byEndpoint.get(endpoint).apply(exchange);
    }
}
