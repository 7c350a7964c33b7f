package io.caravan.behavior.restore;

import java.util.List;
import java.util.Map;

import io.caravan.behavior.RangeClaim;
import io.caravan.behavior.RangePiece;

/**
 * One insert whose rows are looked for, and put back where they are missing.
 *
 * @param piece what was inserted
 * @param tables the table of events, and the aggregates behind what they are fed from
 */
public record RangeRestore(RangePiece piece, RangeClaim claim, List<CopiedTable> tables) {

    /** The copy that gets the rows; the others are filled from it. */
    public String copyOfEvents() {
        return tables.get(0).copy();
    }

    /** Parameters of {@link CopiedTable#lost}. */
    public Map<String, Object> question() {
        long[] offsets = piece.offsets();
        return Map.of(
                "topic",
                claim.topic(),
                "partition",
                claim.partition(),
                "first",
                offsets[0],
                "last",
                offsets[offsets.length - 1]);
    }
}
