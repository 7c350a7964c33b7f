package io.caravan.analytics;

import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.camel.Exchange;

import io.caravan.analytics.Cover.Level;
import io.caravan.hub.question.BadParameter;
import io.caravan.hub.question.RequestParameters;
import io.caravan.hub.question.SqlText;
import io.caravan.hub.question.Statement;
import io.caravan.hub.question.Values;

/** {@code GET /api/v1/analytics/items/top}: the items of which a figure is highest. */
public final class TopItems {

    private static final int MOST_DAYS = 366;
    private static final int MOST = 1000;
    private static final int USUAL = 10;
    /** A rate of a handful of impressions says nothing. */
    private static final int USUAL_IMPRESSIONS_OF_RATES = 100;

    private static final String SUMS =
            "sum(i.impressions) AS impressions, sum(i.clicks) AS clicks, sum(i.conversions) AS conversions";

    private final ScopeReader scopes;
    private final Clock clock;

    /** What items can be sorted by. */
    enum Order {
        CLICKS("clicks"),
        IMPRESSIONS("impressions"),
        CONVERSIONS("conversions"),
        CTR("clicks / impressions"),
        CONVERSION_RATE("conversions / impressions");

        private final String expression;

        Order(String expression) {
            this.expression = expression;
        }

        static Order read(RequestParameters parameters) {
            String given = parameters.one("by").orElse("clicks");
            return Arrays.stream(values())
                    .filter(order -> order.name().equalsIgnoreCase(given))
                    .findFirst()
                    .orElseThrow(
                            () -> BadParameter.of("by", "clicks, impressions, conversions, ctr or conversion_rate is"));
        }

        private boolean isRate() {
            return this == CTR || this == CONVERSION_RATE;
        }
    }

    /**
     * Items that a client asks for.
     *
     * @param least impressions that an item must have
     */
    public record Question(Scope scope, Cover cover, Order order, int least, int limit) {}

    public TopItems(Clock clock) {
        this.scopes = new ScopeReader(clock, MOST_DAYS);
        this.clock = clock;
    }

    /** @throws io.caravan.hub.http.ProblemException 400 naming the parameter that makes no sense, 403 */
    public Question question(Exchange exchange) {
        RequestParameters parameters = ScopeReader.parameters(exchange, "by", "minImpressions", "limit");
        Scope scope = scopes.read(exchange, parameters);
        Order order = Order.read(parameters);
        int usual = order.isRate() ? USUAL_IMPRESSIONS_OF_RATES : 0;
        return new Question(
                scope,
                Cover.of(List.of(scope.from()), scope.to(), EnumSet.of(Level.DAYS, Level.EVENTS))
                        .checked(clock),
                order,
                parameters
                        .one("minImpressions")
                        .map(text -> Values.integer("minImpressions", text, order.isRate() ? 1 : 0, Integer.MAX_VALUE))
                        .orElse(usual),
                parameters
                        .one("limit")
                        .map(text -> Values.integer("limit", text, 1, MOST))
                        .orElse(USUAL));
    }

    public Statement items(Question question) {
        Scope scope = question.scope();
        List<String> parts = question.cover().used().stream()
                .map(level -> level == Level.DAYS
                        ? "SELECT item_id, impressions, clicks, conversions FROM behavior_item_day WHERE "
                                + Conditions.days(scope)
                        : "SELECT item_id, " + Sum.IMPRESSIONS.ofEvents() + " AS impressions, " + Sum.CLICKS.ofEvents()
                                + " AS clicks, " + Sum.CONVERSIONS.ofEvents()
                                + " AS conversions FROM user_behaviors_current WHERE "
                                + Conditions.events(scope, question.cover()) + " GROUP BY item_id")
                .toList();
        return Conditions.parameters(new SqlText(), scope, question.cover())
                .with("least", question.least())
                .with("rows", question.limit())
                .statement("SELECT item_id, " + SUMS + "\nFROM (\n" + String.join("\nUNION ALL\n", parts)
                        + "\n) AS i\nGROUP BY item_id\nHAVING impressions >= {least:UInt64}\nORDER BY "
                        + question.order().expression + " DESC, item_id\nLIMIT {rows:UInt32}");
    }

    public Map<String, Object> reply(Question question, List<Map<String, Object>> rows) {
        Map<String, Object> reply = Replies.begin(question.scope());
        reply.put("by", question.order().name().toLowerCase(java.util.Locale.ROOT));
        reply.put("items", rows.stream().map(TopItems::item).toList());
        return Replies.end(reply, question.scope(), question.cover().used());
    }

    private static Map<String, Object> item(Map<String, Object> row) {
        Figures figures = Figures.of(row);
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("item_id", row.get("item_id"));
        item.put("total_impressions", figures.get(Sum.IMPRESSIONS));
        item.put("total_clicks", figures.get(Sum.CLICKS));
        item.put("ctr", Metric.CTR.of(figures));
        item.put("total_conversions", figures.get(Sum.CONVERSIONS));
        item.put("conversion_rate", Metric.CONVERSION_RATE.of(figures));
        return item;
    }
}
