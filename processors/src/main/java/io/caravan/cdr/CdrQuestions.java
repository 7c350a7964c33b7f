package io.caravan.cdr;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.Message;

import io.caravan.hub.http.ProblemException;

/** What clients ask about the ledger: query parameters checked and typed, rows wrapped into a reply. */
public final class CdrQuestions {

    private static final int MOST_ROWS = 1000;
    private static final int MOST_DAYS = 366;

    private final Clock clock;

    public CdrQuestions(Clock clock) {
        this.clock = clock;
    }

    /** Parameters of {@code GET /api/v1/cdrs/windows}: node, from, to, state, limit. */
    public Map<String, Object> windows(Exchange exchange) {
        Message request = exchange.getMessage();
        return parameters(
                request,
                Map.of("state", text(request, "state"), "limit", number(request, "limit", MOST_ROWS, MOST_ROWS)));
    }

    public Map<String, Object> windowsReply(List<Map<String, Object>> rows) {
        return Map.of("windows", rows, "count", rows.size());
    }

    private Map<String, Object> parameters(Message request, Map<String, Object> more) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate from = day(request, "from", today.minusDays(1));
        // A zone ahead of UTC may have begun its next day.
        LocalDate to = day(request, "to", today.plusDays(1));
        if (to.isBefore(from) || from.plusDays(MOST_DAYS).isBefore(to)) {
            throw ProblemException.badRequest(
                    "bad-range", "to must not be before from, nor more than " + MOST_DAYS + " days after it.");
        }
        var parameters = new java.util.HashMap<String, Object>(more);
        parameters.put("node", number(request, "node", 0, Integer.MAX_VALUE));
        parameters.put("from", from);
        parameters.put("to", to);
        return parameters;
    }

    private static String text(Message request, String name) {
        return request.getHeader(name, "", String.class).strip();
    }

    private static int number(Message request, String name, int otherwise, int most) {
        String value = text(request, name);
        if (value.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw bad(name, "a whole number from 1 to " + most, e);
        }
        throw bad(name, "a whole number from 1 to " + most, null);
    }

    private static LocalDate day(Message request, String name, LocalDate otherwise) {
        String value = text(request, name);
        try {
            return value.isEmpty() ? otherwise : LocalDate.parse(value);
        } catch (DateTimeException e) {
            throw bad(name, "a day such as 2026-11-20", e);
        }
    }

    private static ProblemException bad(String name, String wanted, Exception cause) {
        ProblemException problem = ProblemException.badRequest("bad-parameter", name + ": " + wanted + " is wanted.");
        problem.initCause(cause);
        return problem;
    }
}
