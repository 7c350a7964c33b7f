package io.caravan.cdr;

import java.util.List;
import java.util.UUID;

/** Dead letters of call records that are stored together, by what came with the same pull or file of a node. */
public final class CallBatch {

    private final List<LetterCall> calls;
    private final CdrBatch batch;

    /** @param run the version of its rows is that of the letters */
    CallBatch(List<LetterCall> calls, PullRun run) {
        this.calls = List.copyOf(calls);
        var growing = new GrowingBatch(new CdrRows(node().id(), run));
        var record = new CdrRecord();
        for (LetterCall call : calls) {
            byte[] raw = call.letter().raw();
            LetterCallReader.fill(
                    record, call.json(), LetterFacts.read(call.letter().facts()));
            growing.add(record, call.day().toEpochDay(), raw, 0, raw.length, call.fingerprint());
        }
        // A token of this try alone: after another fix the same letters may be other rows. Their keys replace them.
        this.batch = growing.finish("cdr-letters:" + UUID.randomUUID());
    }

    public VosNode node() {
        return calls.get(0).node();
    }

    public CdrBatch batch() {
        return batch;
    }

    List<LetterCall> calls() {
        return calls;
    }

    /** How many. */
    public int size() {
        return calls.size();
    }
}
