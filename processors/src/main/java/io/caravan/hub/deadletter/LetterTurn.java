package io.caravan.hub.deadletter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A request to send letters again or to discard them, while it is worked on. Not for use by several threads. */
public final class LetterTurn {

    private final boolean resend;
    private final boolean dryRun;
    private final String by;
    private final int limit;
    private final Map<String, Object> parameters;
    private final List<String> ids;
    private final Map<String, LetterOutcome> outcomes = new LinkedHashMap<>();
    private String next;

    /**
     * @param resend false: discard
     * @param parameters of the question for the letters
     * @param ids that were asked for; empty when a filter says which
     */
    LetterTurn(boolean resend, boolean dryRun, String by, int limit, Map<String, Object> parameters, List<String> ids) {
        this.resend = resend;
        this.dryRun = dryRun;
        this.by = by;
        this.limit = limit;
        this.parameters = Map.copyOf(parameters);
        this.ids = List.copyOf(ids);
    }

    /** Whether letters are sent again; else they are discarded. */
    public boolean resend() {
        return resend;
    }

    /** Whether nothing is changed. */
    public boolean dryRun() {
        return dryRun;
    }

    public Map<String, Object> parameters() {
        return parameters;
    }

    String by() {
        return by;
    }

    /** Most letters of this turn. */
    int limit() {
        return limit;
    }

    void next(String cursor) {
        next = cursor;
    }

    void add(LetterOutcome outcome) {
        outcomes.put(outcome.id(), outcome);
    }

    /** The reply: how many came to which end, and each. */
    Map<String, Object> reply() {
        ids.forEach(id -> outcomes.putIfAbsent(id, LetterOutcome.of(id, LetterOutcome.NOT_FOUND)));
        Map<String, Integer> totals = new TreeMap<>();
        outcomes.values().forEach(outcome -> totals.merge(outcome.outcome(), 1, Integer::sum));
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("dryRun", dryRun);
        reply.put("count", outcomes.size());
        reply.put("outcomes", totals);
        reply.put("letters", new ArrayList<>(outcomes.values()));
        reply.put("next", next);
        return reply;
    }
}
