package io.caravan.query.http;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.vertx.core.http.HttpServerRequest;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

import io.caravan.hub.http.ApiGate;
import io.caravan.hub.http.RequestPath;
import io.caravan.hub.question.RequestParameters;
import io.caravan.query.QueryException;
import io.caravan.query.View;
import io.caravan.query.json.Asked;
import io.caravan.query.json.QueryReader;

/** Requests about views, read and checked. */
public final class QueryRequests {

    /** A page is held in memory; a file is not. */
    private static final int MOST_ROWS_OF_A_PAGE = 10_000;

    /** Of the path {@code /api/v1/query/{view}}, before them an empty one. */
    private static final int VIEW = 4;

    private static final String EXPLAIN = "explain";

    private final ViewSource views;
    private final QueryReader reader;

    public QueryRequests(ViewSource views, QueryReader reader) {
        this.views = views;
        this.reader = reader;
    }

    /**
     * @throws io.caravan.hub.http.ProblemException 404 for an unknown view, 403 for one of others, 400 for a parameter
     * @throws QueryException naming the part of the body that makes no sense
     */
    public QueryQuestion question(Exchange exchange) {
        HttpServerRequest request = exchange.getMessage(HttpMessage.class).getRequest();
        View view = VisibleViews.of(views, exchange).view(RequestPath.segment(request, VIEW));
        RequestParameters parameters = RequestParameters.of(exchange, Set.of("format", EXPLAIN));
        ReplyFormat format = FormatChoice.of(parameters.one("format"), request.getHeader("Accept"));
        Asked asked = reader.read(view.name(), exchange.getMessage().getBody(byte[].class));
        checkLimit(asked, view, format);
        return new QueryQuestion(
                view,
                asked,
                format,
                explains(exchange, parameters),
                ApiGate.keyName(exchange).orElse(""),
                "caravan-query-" + UUID.randomUUID(),
                request);
    }

    private static void checkLimit(Asked asked, View view, ReplyFormat format) {
        int most = view.limits().rows();
        int limit = asked.query().limit().orElse(0);
        if (limit > most) {
            throw new QueryException("limit", "limit: the view " + view.name() + " gives at most " + most + " rows.");
        }
        if (format == ReplyFormat.JSON && limit > MOST_ROWS_OF_A_PAGE) {
            throw new QueryException(
                    "limit",
                    "limit: JSON holds at most " + MOST_ROWS_OF_A_PAGE
                            + " rows; ask for pages by cursor, or for another format.");
        }
    }

    /** It may stand there without a value. */
    private static boolean explains(Exchange exchange, RequestParameters parameters) {
        return RequestParameters.names(exchange, EXPLAIN)
                && !parameters.one(EXPLAIN).orElse("true").equals("false");
    }

    /** The views that the client may ask, for the reply. */
    public Map<String, Object> list(Exchange exchange) {
        RequestParameters.of(exchange, Set.of());
        List<ViewEntry> entries = VisibleViews.of(views, exchange).all().stream()
                .map(ViewEntry::of)
                .toList();
        return Map.of("views", entries);
    }
}
