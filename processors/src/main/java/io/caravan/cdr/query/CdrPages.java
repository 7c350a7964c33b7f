package io.caravan.cdr.query;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.camel.Exchange;

import io.caravan.cdr.VosNodes;
import io.caravan.hub.question.RequestParameters;
import io.caravan.hub.question.Statement;
import io.caravan.hub.question.Values;

/** {@code GET /api/v1/cdrs}: a request as a question, rows as a page. */
public final class CdrPages {

    private static final int USUAL_ROWS = 100;
    private static final int MOST_ROWS = 1000;
    private static final Set<String> NAMES = Stream.concat(
                    FilterReader.NAMES.stream(), Stream.of("sort", "limit", "cursor", "total", "fields"))
            .collect(Collectors.toUnmodifiableSet());

    private final FilterReader filters;
    private final Clock clock;

    public CdrPages(VosNodes nodes, Clock clock) {
        this.filters = new FilterReader(new NodeZones(nodes));
        this.clock = clock;
    }

    /** @throws io.caravan.hub.http.ProblemException 400 naming the parameter that makes no sense */
    public PageQuestion question(Exchange exchange) {
        RequestParameters parameters = RequestParameters.of(exchange, NAMES);
        Sort sort = Sort.read(parameters);
        Optional<Cursor> cursor = parameters.one("cursor").map(text -> Cursor.read(text, parameters, sort));
        Instant asOf = cursor.map(Cursor::instant).orElseGet(clock::instant);
        return new PageQuestion(
                filters.read(parameters, asOf),
                sort,
                Fields.read(parameters),
                parameters
                        .one("limit")
                        .map(text -> Values.integer("limit", text, 1, MOST_ROWS))
                        .orElse(USUAL_ROWS),
                asOf,
                cursor,
                Values.flag(parameters, "total").orElse(false),
                Cursor.digest(parameters));
    }

    /** Asks for one record more than the page holds: it tells whether there is a next page. */
    public Statement records(PageQuestion question) {
        RecordSource source = new RecordSource(question.filter());
        question.cursor().ifPresent(cursor -> {
            source.text().where(question.sort().after());
            for (int i = 0; i < cursor.after().size(); i++) {
                source.text().with("after" + i, cursor.after().get(i));
            }
        });
        source.text().with("rows", question.limit() + 1);
        return source.text()
                .statement("SELECT " + Fields.selection(question.fields()) + ", " + PageRows.keys(question.sort())
                        + source.fromWhere() + "\nORDER BY " + question.sort().orderBy() + "\nLIMIT {rows:UInt32}"
                        + source.settings());
    }

    /** Counts the records of all pages. */
    public Statement count(PageQuestion question) {
        RecordSource source = new RecordSource(question.filter());
        return source.text().statement("SELECT count() AS total" + source.fromWhere() + source.settings());
    }

    /** @param total rows of {@link #count}; null when it was not asked for */
    public Map<String, Object> reply(
            PageQuestion question, List<Map<String, Object>> rows, List<Map<String, Object>> total) {
        List<Map<String, Object>> page = rows.subList(0, Math.min(rows.size(), question.limit()));
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put(
                "cdrs", page.stream().map(row -> PageRows.record(row, question)).toList());
        reply.put("count", page.size());
        reply.put("zone", question.filter().zone().getId());
        if (total != null) {
            reply.put("total", total.get(0).get("total"));
        }
        boolean more = rows.size() > page.size();
        reply.put(
                "next",
                more ? PageRows.cursorAfter(page.get(page.size() - 1), question).write() : null);
        return reply;
    }
}
