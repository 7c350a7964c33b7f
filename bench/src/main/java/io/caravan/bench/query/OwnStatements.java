package io.caravan.bench.query;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

import io.caravan.cdr.VosNodes;
import io.caravan.cdr.query.CdrPages;
import io.caravan.cdr.query.CdrStats;
import io.caravan.hub.question.Statement;

/** The statements that the hub itself makes of questions, for the store alone to answer. */
final class OwnStatements {

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final CdrPages pages;
    private final CdrStats stats;

    /** @param nodes the hub's file of nodes */
    OwnStatements(Path nodes) {
        var vosNodes = new VosNodes(nodes, text -> text);
        pages = new CdrPages(vosNodes, Clock.systemUTC());
        stats = new CdrStats(vosNodes, Clock.systemUTC());
    }

    /** @param query of {@code /api/v1/cdrs} */
    Statement ofPage(String query) {
        return pages.records(pages.question(exchange(query)));
    }

    /** @param query of {@code /api/v1/cdrs/stats} */
    Statement ofStats(String query) {
        return stats.sums(stats.question(exchange(query)));
    }

    private Exchange exchange(String query) {
        Exchange exchange = new DefaultExchange(camel);
        exchange.getMessage().setHeader(Exchange.HTTP_RAW_QUERY, query);
        return exchange;
    }

    /** The parameters of a statement as ClickHouse takes them in an address; enough for numbers, days, times and plain texts. */
    static String parameters(Statement statement) {
        return statement.parameters().entrySet().stream()
                .map(OwnStatements::parameter)
                .collect(Collectors.joining());
    }

    private static String text(Object value) {
        return value instanceof Instant time
                ? BigDecimal.valueOf(time.toEpochMilli(), 3).toPlainString()
                : value.toString();
    }

    private static String parameter(Map.Entry<String, Object> entry) {
        Object value = entry.getValue();
        String text = value instanceof Collection<?> list
                ? list.stream()
                        .map(item -> item instanceof Number ? item.toString() : "'" + text(item) + "'")
                        .collect(Collectors.joining(",", "[", "]"))
                : text(value);
        return "&param_" + entry.getKey() + "=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
