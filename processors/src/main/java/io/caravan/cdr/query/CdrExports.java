package io.caravan.cdr.query;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.vertx.core.http.HttpServerRequest;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

import io.caravan.cdr.VosNodes;
import io.caravan.hub.http.FileReply;
import io.caravan.hub.http.Problem;
import io.caravan.hub.http.ProblemException;
import io.caravan.hub.question.BadParameter;
import io.caravan.hub.question.RequestParameters;
import io.caravan.hub.question.Statement;

/** {@code GET /api/v1/cdrs/export}: a request as a question, the store's stream as a file. */
public final class CdrExports {

    private static final Set<String> NAMES = Stream.concat(
                    FilterReader.NAMES.stream(), Stream.of("sort", "fields", "format", "formulas"))
            .collect(Collectors.toUnmodifiableSet());

    /** Exchange property: the client's request, since a message on the way to the store is another one. */
    private static final String REQUEST = "exportRequest";

    /** A client that takes nothing for so long is given up. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final FilterReader filters;
    private final Clock clock;
    private final int mostRows;

    /** @param mostRows records that an export may hold */
    public CdrExports(VosNodes nodes, Clock clock, int mostRows) {
        this.filters = new FilterReader(new NodeZones(nodes));
        this.clock = clock;
        this.mostRows = mostRows;
    }

    /** @throws ProblemException 400 naming the parameter that makes no sense */
    public ExportQuestion question(Exchange exchange) {
        RequestParameters parameters = RequestParameters.of(exchange, NAMES);
        exchange.setProperty(REQUEST, exchange.getMessage(HttpMessage.class).getRequest());
        ExportFormat format = ExportFormat.read(parameters);
        return new ExportQuestion(
                filters.read(parameters, clock.instant()),
                Sort.read(parameters),
                Fields.read(parameters),
                format,
                Math.min(mostRows, format.mostRows()),
                escapes(parameters));
    }

    private static boolean escapes(RequestParameters parameters) {
        return parameters
                .one("formulas")
                .map(text -> {
                    if (!text.equals("escape")) {
                        throw BadParameter.of("formulas", "escape, the only choice, is");
                    }
                    return true;
                })
                .orElse(false);
    }

    public Statement count(ExportQuestion question) {
        return ExportSql.count(question);
    }

    /** @throws ProblemException 400 when there are more records than the export may hold; nothing has been sent then */
    public void check(ExportQuestion question, List<Map<String, Object>> count) {
        if (((Number) count.get(0).get("total")).longValue() > question.mostRows()) {
            throw new ProblemException(Problem.of(
                            400,
                            "too-many-rows",
                            "The export would be too large",
                            "There are more than " + question.mostRows() + " records, the most that one "
                                    + question.format() + " may hold here. Ask for them in parts, by from and to.")
                    .with("mostRows", question.mostRows()));
        }
    }

    public Statement records(ExportQuestion question) {
        return ExportSql.records(question);
    }

    /** Sends the store's stream to the client as it comes; there is nothing left to reply then. */
    public void send(ExportQuestion question, Exchange exchange) throws IOException, InterruptedException {
        Message message = exchange.getMessage();
        InputStream records = message.getBody(InputStream.class);
        if (question.format() == ExportFormat.XLSX) {
            records = new XlsxStream(records, question);
        }
        new FileReply(exchange.getProperty(REQUEST, HttpServerRequest.class), PATIENCE)
                .send(records, question.format().contentType(), FileName.of(question));
        message.removeHeaders("*");
        message.setBody("");
    }
}
