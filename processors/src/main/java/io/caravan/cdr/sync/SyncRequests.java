package io.caravan.cdr.sync;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;

import io.caravan.cdr.VosAccounts;
import io.caravan.cdr.VosNode;
import io.caravan.cdr.VosNodes;
import io.caravan.cdr.Window;
import io.caravan.hub.config.Nearest;
import io.caravan.hub.http.ProblemException;

/** Reads and checks what a client wants to be pulled. */
public final class SyncRequests {

    private static final int MOST_DAYS = 400;
    private static final int MOST_ACCOUNTS = 1000;
    private static final int LONGEST_TEXT = 250;

    private final VosNodes nodes;
    private final VosAccounts accounts;
    private final SyncBodyReader reader;
    private final int monthsKept;
    private final Clock clock;

    /**
     * @param json refuses fields that it does not know
     * @param monthsKept whole months before the current one of which call records are kept; 0: all, for ever
     */
    public SyncRequests(VosNodes nodes, VosAccounts accounts, ObjectMapper json, int monthsKept, Clock clock) {
        this.nodes = nodes;
        this.accounts = accounts;
        this.reader = new SyncBodyReader(json);
        this.monthsKept = monthsKept;
        this.clock = clock;
    }

    /** @throws ProblemException 400 when it makes no sense */
    public SyncRequest read(Exchange exchange) throws JsonProcessingException {
        SyncBody body = reader.read(exchange.getMessage().getBody(String.class));
        VosNode node = node(required("node", body.node()));
        LocalDate from = required("from", body.from());
        LocalDate to = required("to", body.to());
        checkRange(from, to, node);
        List<String> asked = asked(body.accounts());
        checkIsKept(from, node);
        return new SyncRequest(
                node.id(),
                from,
                to,
                asked,
                text("comment", body.comment()),
                text("Idempotency-Key", exchange.getMessage().getHeader("Idempotency-Key", String.class)));
    }

    /** What is odd about a request without making it senseless: accounts that the node does not name, as far as is known. */
    public List<String> warnings(SyncRequest request) {
        List<String> named = nodes.enabled().stream()
                .filter(node -> node.id() == request.node())
                .flatMap(node -> accounts.of(node).stream())
                .toList();
        return request.asked().stream()
                .filter(account -> !named.isEmpty() && !named.contains(account))
                .map(account -> "account " + account + " is none of the " + named.size() + " that are pulled from node "
                        + request.node()
                        + Nearest.to(account, named)
                                .map(name -> "; did you mean " + name + "?")
                                .orElse(""))
                .toList();
    }

    private static <T> T required(String field, T value) {
        if (value == null) {
            throw ProblemException.badRequest("missing-field", field + " is missing.");
        }
        return value;
    }

    private VosNode node(int id) {
        List<VosNode> enabled = nodes.enabled();
        return enabled.stream()
                .filter(node -> node.id() == id)
                .findFirst()
                .orElseThrow(() -> ProblemException.badRequest(
                        "unknown-node",
                        "node: " + id + " is none of the nodes that are switched on: "
                                + enabled.stream()
                                        .map(node -> node.id() + " (" + node.name() + ")")
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    /** Retention would drop it again. */
    private void checkIsKept(LocalDate from, VosNode node) {
        YearMonth first = YearMonth.from(today(node)).minusMonths(monthsKept);
        if (monthsKept > 0 && YearMonth.from(from).isBefore(first)) {
            throw ProblemException.badRequest(
                    "beyond-retention",
                    "from: call records are kept from " + first.atDay(1) + " on; " + from
                            + " is older. Ask for later days, or raise caravan.cdr.retention.months.");
        }
    }

    private LocalDate today(VosNode node) {
        return clock.instant().atZone(node.zone()).toLocalDate();
    }

    private void checkRange(LocalDate from, LocalDate to, VosNode node) {
        LocalDate today = today(node);
        if (to.isBefore(from) || from.plusDays(MOST_DAYS).isBefore(to)) {
            throw badRange("to must not be before from, nor more than " + MOST_DAYS + " days after it.");
        } else if (to.isAfter(today)) {
            throw badRange("to: " + to + " has not begun at node " + node.id() + " (" + node.zone() + "), where it is "
                    + today + ".");
        }
    }

    private static ProblemException badRange(String detail) {
        return ProblemException.badRequest("bad-range", detail);
    }

    private static List<String> asked(List<String> names) {
        if (names == null) {
            return List.of();
        } else if (names.isEmpty() || names.size() > MOST_ACCOUNTS) {
            throw ProblemException.badRequest(
                    "bad-field", "accounts: 1 to " + MOST_ACCOUNTS + " are wanted; leave it out for all of the node.");
        } else if (names.stream().anyMatch(SyncRequests::isNoAccount)) {
            throw ProblemException.badRequest("bad-field", "accounts: one of them is no name of an account.");
        }
        return names.stream().distinct().sorted().toList();
    }

    private static boolean isNoAccount(String name) {
        return name == null || name.isBlank() || name.length() > LONGEST_TEXT || name.equals(Window.NODE_ITSELF);
    }

    private static String text(String field, String value) {
        String text = Objects.requireNonNullElse(value, "").strip();
        if (text.length() > LONGEST_TEXT) {
            throw ProblemException.badRequest(
                    "bad-field", field + ": at most " + LONGEST_TEXT + " characters are wanted.");
        }
        return text;
    }
}
