package io.caravan.hub.deadletter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

/** Tells the hub to send letters again or to discard them, some at a time, until it has been through all that are meant. */
final class Change {

    /** A call is answered within seconds, and progress is seen. */
    private static final int AT_ONCE = 500;

    private static final int MOST_TOLD = 20;

    private final LettersClient hub;
    private final PrintWriter out;
    private final boolean asJson;
    private final Map<String, Integer> totals = new TreeMap<>();
    private int told;

    Change(LettersClient hub, PrintWriter out, boolean asJson) {
        this.hub = hub;
        this.out = out;
        this.asJson = asJson;
    }

    /**
     * @param filter which letters are meant, when no ids say so
     * @return 0 when none was rejected or unknown, else 1
     */
    int run(String wish, List<String> ids, Map<String, String> filter, boolean dryRun) throws IOException {
        if (ids.isEmpty()) {
            String cursor = "";
            while (cursor != null) {
                JsonNode reply =
                        hub.tell(wish, body(Map.of("filter", filter, "cursor", cursor, "limit", AT_ONCE), dryRun));
                show(reply);
                cursor = reply.path("next").textValue();
            }
        } else {
            for (int from = 0; from < ids.size(); from += AT_ONCE) {
                List<String> some = ids.subList(from, Math.min(ids.size(), from + AT_ONCE));
                show(hub.tell(wish, body(Map.of("ids", some), dryRun)));
            }
        }
        if (!asJson) {
            String ends = totals.entrySet().stream()
                    .map(end -> end.getValue() + " " + end.getKey().replace('_', ' '))
                    .collect(Collectors.joining(", "));
            say((dryRun ? "It would be: " : "") + (ends.isEmpty() ? "no letter is meant" : ends));
        }
        return totals.containsKey("rejected") || totals.containsKey("not_found") ? 1 : 0;
    }

    private static Map<String, Object> body(Map<String, Object> which, boolean dryRun) {
        Map<String, Object> body = new LinkedHashMap<>(which);
        body.put("dryRun", dryRun);
        body.put("by", System.getProperty("user.name", ""));
        return body;
    }

    private void show(JsonNode reply) {
        reply.path("outcomes")
                .fields()
                .forEachRemaining(
                        end -> totals.merge(end.getKey(), end.getValue().intValue(), Integer::sum));
        Consumer<JsonNode> line = asJson ? letter -> say(letter.toString()) : this::explain;
        reply.path("letters").forEach(line);
    }

    /** Only what did not go well, and not all of it. */
    private void explain(JsonNode letter) {
        String outcome = letter.path("outcome").asText();
        if (!outcome.equals("rejected") && !outcome.equals("not_found")) {
            return;
        }
        told++;
        if (told <= MOST_TOLD) {
            say(letter.path("id").asText() + " " + outcome.replace('_', ' ') + reason(letter));
        } else if (told == MOST_TOLD + 1) {
            say("… ./caravan replay list shows the others");
        }
    }

    private static String reason(JsonNode letter) {
        return letter.has("reason")
                ? ": " + letter.path("reason").asText() + ": "
                        + letter.path("detail").asText()
                : "";
    }

    private void say(String text) {
        out.println(text);
        out.flush();
    }
}
