package io.caravan.cdr;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.apache.camel.Exchange;

import io.caravan.hub.deadletter.StoredLetter;
import io.caravan.hub.log.Causes;

/** Decides by today's rules which dead letters of call records can be stored, and what may be stored together. */
public final class CallResends {

    private final LetterCallReader reader;
    private final Clock clock;

    private record Together(int node, long version) {}

    /** @param kept days whose records are kept */
    public CallResends(VosNodes nodes, KeptDays kept, Clock clock) {
        this.reader = new LetterCallReader(nodes, kept);
        this.clock = clock;
    }

    public CallResend judge(List<StoredLetter> letters) {
        var resend = new CallResend();
        for (StoredLetter letter : letters) {
            try {
                resend.accept(reader.read(letter));
            } catch (BadRecordException e) {
                resend.refuse(letter, e.reason().code(), e.getMessage());
            }
        }
        return resend;
    }

    /**
     * Those that the store does not have, nor a newer version of, as batches of one node and version each. The version is that
     * of the pull or file that a letter came with: whatever a later one has stored, or stores meanwhile, is higher.
     *
     * @param rows what the store has under their keys
     */
    public List<CallBatch> batches(CallResend resend, List<Map<String, Object>> rows) {
        Map<Together, List<LetterCall>> together = new LinkedHashMap<>();
        for (LetterCall call : resend.newer(rows)) {
            together.computeIfAbsent(new Together(call.node().id(), call.version()), key -> new ArrayList<>())
                    .add(call);
        }
        return together.values().stream().map(this::batch).toList();
    }

    /** Each of the batch by itself, since the store refuses them together. */
    public List<CallBatch> singles(CallBatch batch) {
        return batch.calls().stream().map(call -> batch(List.of(call))).toList();
    }

    public void stored(CallResend resend, CallBatch batch) {
        resend.stored(batch);
    }

    /** The store refuses the only record of the batch, with what the exchange has just caught. */
    public void refused(CallResend resend, CallBatch batch, Exchange exchange) {
        String why = Causes.brief(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
        batch.calls().forEach(call -> resend.refuse(call.letter(), "refused_by_store", "refused by the store: " + why));
    }

    private CallBatch batch(List<LetterCall> calls) {
        return new CallBatch(
                calls,
                new PullRun(UUID.randomUUID(), clock.instant(), calls.get(0).version()));
    }
}
