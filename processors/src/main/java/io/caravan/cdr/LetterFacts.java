package io.caravan.cdr;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be known of a call record among the dead letters, so that it can be stored after a fix as its own pull or file
 * would have stored it.
 *
 * @param node id of the node; 0 when it is not known
 * @param version of the rows of that pull or file
 * @param account of the window, which a record without an account is of; empty when each record tells its own
 * @param asked days that were asked for; none when nobody asked for any
 */
record LetterFacts(int node, long version, String account, Optional<Days> asked) {

    /** Both included. */
    record Days(LocalDate first, LocalDate last) {}

    static Map<String, String> ofRun(VosNode node, PullRun run) {
        return Map.of("node", String.valueOf(node.id()), "version", String.valueOf(run.version()));
    }

    /** @param first and last window of one call to the node */
    static Map<String, String> ofWindows(Window first, Window last, PullRun run) {
        Map<String, String> facts = new HashMap<>(ofRun(first.node(), run));
        facts.put("account", first.account());
        facts.put("from", first.day().toString());
        facts.put("to", last.day().toString());
        return facts;
    }

    static LetterFacts read(Map<String, String> facts) {
        return new LetterFacts(
                Integer.parseInt(facts.getOrDefault("node", "0")),
                Long.parseLong(facts.getOrDefault("version", "0")),
                facts.getOrDefault("account", ""),
                Optional.ofNullable(facts.get("from"))
                        .map(from -> new Days(LocalDate.parse(from), LocalDate.parse(facts.get("to")))));
    }
}
