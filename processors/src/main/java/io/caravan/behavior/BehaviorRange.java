package io.caravan.behavior;

import java.util.List;

import io.caravan.hub.deadletter.DeadLetter;

/**
 * The records of a claimed range.
 *
 * @param rows what is to be inserted; none when there is no event among them
 * @param unusable the records that are no events
 * @param tally what becomes of them
 */
public record BehaviorRange(RangeClaim claim, RangePiece rows, List<DeadLetter> unusable, RangeTally tally) {}
