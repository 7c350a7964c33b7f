package io.caravan.embedded.vos.calls;

/**
 * Which calls exist and what happened to them since: the part of the knobs that decides a node's records. Shares are in
 * [0, 1]; raising one only adds to the records it hits.
 *
 * @param recordsPerAccountDay mean over accounts and days; changing it makes other calls
 * @param hugeAccountRecords   exact number a day of the huge account; 0 for no such account
 * @param revision             how many times the node's records have been worked over, 0 to 63
 * @param lateShare            records that each revision adds, relative to the regular ones
 * @param correctedShare       answered records whose fee or duration each revision changes
 * @param vanishedShare        records that each revision takes away
 * @param badRecordShare       records sent with a {@link Defect}
 * @param duplicateShare       good records sent twice
 * @param now                  epoch milliseconds; a call that ends later is not there yet
 */
public record Population(
        int recordsPerAccountDay,
        int hugeAccountRecords,
        int revision,
        double lateShare,
        double correctedShare,
        double vanishedShare,
        double badRecordShare,
        double duplicateShare,
        long now) {

    /** The most records a day that an account can be asked to have. */
    public static final int MAX_RECORDS = FlowNo.MAX_REGULAR / 8;

    public static final int MAX_REVISION = FlowNo.MAX_REVISION;
}
