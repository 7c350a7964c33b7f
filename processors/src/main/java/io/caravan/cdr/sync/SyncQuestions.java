package io.caravan.cdr.sync;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.camel.Body;
import org.apache.camel.Exchange;

import io.caravan.cdr.PullRun;
import io.caravan.cdr.VosNode;
import io.caravan.hub.http.ProblemException;
import io.caravan.hub.question.BadParameter;
import io.caravan.hub.question.RequestParameters;

/** Questions about jobs: parameters checked and typed. */
public final class SyncQuestions {

    private static final int MOST_JOBS = 100;
    private static final int MOST_WINDOWS = 1000;
    private static final List<String> WINDOW_STATES = List.of("waiting", "failed", "done");
    /** More than a turn can do, in a reply that is small. */
    private static final int SLICE = 500;

    private final Clock clock;

    public SyncQuestions(Clock clock) {
        this.clock = clock;
    }

    /** Parameters of {@code GET /api/v1/cdrs/sync}: node, state, limit. */
    public Map<String, Object> list(Exchange exchange) {
        var request = RequestParameters.of(exchange, Set.of("node", "state", "limit"));
        return Map.of(
                "id", "",
                "node", number(request, "node", 0, Integer.MAX_VALUE),
                "state", word(request, "state", SyncState.words()),
                "limit", number(request, "limit", 20, MOST_JOBS));
    }

    /** Parameters that find one job. */
    public Map<String, Object> one(String id) {
        return Map.of("id", id, "node", 0, "state", "", "limit", 1);
    }

    /** Parameters that find the jobs a turn works on: those that were created before it began. */
    public Map<String, Object> running(VosNode node, PullRun run) {
        return Map.of("node", node.id(), "start", run.start());
    }

    /** How many windows a page of {@code GET /api/v1/cdrs/sync/{id}} has. */
    public int pageSize(Exchange exchange) {
        return number(page(exchange), "limit", 100, MOST_WINDOWS);
    }

    /** Parameters of {@code GET /api/v1/cdrs/sync/{id}}: state of the windows, limit, after. */
    public Map<String, Object> page(Exchange exchange, @Body SyncJob job) {
        RequestParameters request = page(exchange);
        var parameters = new HashMap<String, Object>();
        parameters.put("ids", List.of(job.id()));
        parameters.put("state", word(request, "state", WINDOW_STATES));
        parameters.put("limit", pageSize(exchange) + 1);
        String[] after = request.one("after").orElse("").split("/", 2);
        parameters.put("day", after[0].isEmpty() ? job.to().plusDays(1) : day(after[0]));
        parameters.put("account", after.length < 2 ? "" : after[1]);
        return parameters;
    }

    private static RequestParameters page(Exchange exchange) {
        return RequestParameters.of(exchange, Set.of("state", "limit", "after"));
    }

    /** Parameters that find the windows of the job to pull now. */
    public Map<String, Object> due(SyncJob job) {
        return Map.of("ids", List.of(job.id()), "now", clock.instant(), "limit", SLICE);
    }

    /** Parameters that find what the ledger says of windows. */
    public Map<String, Object> ledger(VosNode node, List<SyncTarget> targets) {
        return Map.of(
                "node", node.id(),
                "days", targets.stream().map(SyncTarget::day).distinct().toList(),
                "accounts", targets.stream().map(SyncTarget::account).distinct().toList());
    }

    private static String word(RequestParameters request, String name, List<String> known) {
        String word = request.one(name).orElse("");
        if (!word.isEmpty() && !known.contains(word)) {
            throw BadParameter.of(name, "one of " + String.join(", ", known) + " is");
        }
        return word;
    }

    private static int number(RequestParameters request, String name, int otherwise, int most) {
        String value = request.one(name).orElse(String.valueOf(otherwise));
        if (value.matches("[0-9]{1,10}")) {
            long number = Long.parseLong(value);
            if (number <= most && (number >= 1 || number == otherwise)) {
                return (int) number;
            }
        }
        throw BadParameter.of(name, "a whole number from 1 to " + most + " is");
    }

    private static LocalDate day(String value) {
        try {
            return LocalDate.parse(value);
        } catch (DateTimeException e) {
            ProblemException problem = BadParameter.of("after", "what next was in the page before is");
            problem.initCause(e);
            throw problem;
        }
    }
}
