package io.caravan.behavior;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.caravan.hub.deadletter.StoredLetter;

/**
 * What is to be known of an event among the dead letters that the intake rejected, so that it is decided on after a fix as
 * if the fix had been there when it came.
 *
 * @param received when it came, epoch milliseconds
 * @param index its place in the request
 * @param sender who sent it
 * @param cut whether only its first bytes were kept
 */
record IntakeLetter(Optional<Long> received, int index, Sender sender, boolean cut) {

    private static final String HTTP = "http";
    private static final String RECEIVED = "received";

    /**
     * Where it came from. The same bytes are the same event; but one that tells neither its time nor its id happened anew
     * whenever it came.
     */
    static String source(ReceivedEvent event, long now, int index) {
        BehaviorEvent read = event.outcome().event();
        boolean nameless = read != null && read.timestamp() == null && read.eventId() == null;
        return nameless ? HTTP + ":" + now + ":" + index : HTTP;
    }

    /** Whether the letter holds what a client sent, not a record of Kafka. */
    static boolean is(StoredLetter letter) {
        return letter.facts().containsKey(RECEIVED) || letter.source().equals(HTTP);
    }

    static Map<String, String> facts(Sender sender, long now, int index, boolean cut) {
        Map<String, String> facts = new HashMap<>();
        facts.put(RECEIVED, String.valueOf(now));
        facts.put("index", String.valueOf(index));
        if (sender.tenant() != null) {
            facts.put("tenant", sender.tenant());
        }
        if (sender.userAgent() != null) {
            facts.put("userAgent", sender.userAgent());
        }
        if (cut) {
            facts.put("cut", "true");
        }
        return facts;
    }

    static IntakeLetter read(Map<String, String> facts) {
        return new IntakeLetter(
                Optional.ofNullable(facts.get(RECEIVED)).map(Long::valueOf),
                Integer.parseInt(facts.getOrDefault("index", "0")),
                new Sender(facts.get("tenant"), facts.get("userAgent")),
                facts.containsKey("cut"));
    }
}
