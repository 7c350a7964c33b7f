package io.caravan.cdr;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.caravan.hub.deadletter.LetterOutcome;
import io.caravan.hub.deadletter.LetterResend;
import io.caravan.hub.deadletter.StoredLetter;

/** Dead letters of call records that are to be stored. */
public final class CallResend extends LetterResend {

    private final List<LetterCall> calls = new ArrayList<>();

    /** What the store has, or will have, under a key. */
    private record Version(long version, long fingerprint) {}

    void accept(LetterCall call) {
        calls.add(call);
    }

    void refuse(StoredLetter letter, String code, String why) {
        reject(letter, code, why);
    }

    void stored(CallBatch batch) {
        batch.calls().forEach(call -> settle(call.letter(), LetterOutcome.RESENT));
    }

    /** Whether any can be stored. */
    public boolean any() {
        return !calls.isEmpty();
    }

    /** Parameters of the question what the store has under their keys. */
    public Map<String, Object> question() {
        return Map.of(
                "nodes", calls.stream().map(call -> call.node().id()).distinct().toList(),
                "days", calls.stream().map(LetterCall::day).distinct().toList(),
                "flowNos", calls.stream().map(LetterCall::flowNo).distinct().toList());
    }

    /**
     * Those that are newer than what the store has.
     *
     * @param rows the answer
     */
    List<LetterCall> newer(List<Map<String, Object>> rows) {
        Map<LetterCall.Key, Version> known = new HashMap<>();
        rows.forEach(row -> known.put(
                new LetterCall.Key(
                        ((Number) row.get("node_id")).intValue(),
                        (LocalDate) row.get("day"),
                        ((Number) row.get("flow_no")).longValue()),
                new Version(((Number) row.get("version")).longValue(), ((Number) row.get("fingerprint")).longValue())));
        List<LetterCall> newer = new ArrayList<>();
        for (LetterCall call : calls) {
            Version before = known.get(call.key());
            if (before != null && before.fingerprint() == call.fingerprint()) {
                settle(call.letter(), LetterOutcome.ALREADY_STORED);
            } else if (before != null && before.version() >= call.version()) {
                reject(
                        call.letter(),
                        BadRecordException.Reason.CONFLICTING.code(),
                        "flowNo: the store has another record of that day under it, which is not older");
            } else {
                known.put(call.key(), new Version(call.version(), call.fingerprint()));
                newer.add(call);
            }
        }
        return newer;
    }
}
