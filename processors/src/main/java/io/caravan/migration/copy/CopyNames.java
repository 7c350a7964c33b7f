package io.caravan.migration.copy;

import java.util.List;
import java.util.regex.Pattern;

import io.caravan.migration.TableName;

/**
 * The tables that take part in one copy. The names alone tell how far it is, so that any host can go on.
 *
 * @param live the name that clients and views use, before and after
 * @param other the table that takes the name: empty at first on the way there, the kept one on the way back
 * @param staging where rows are put together, on the policy of {@code other}
 * @param progress what is known about the copy
 * @param kept what the table that lost the name is called afterwards
 * @param back whether this is the way back
 */
public record CopyNames(
        TableName live, TableName other, TableName staging, TableName progress, TableName kept, boolean back) {

    private static final Pattern OWN = Pattern.compile(".+__(to|before|back_from|left)_[^_].*");

    /** @param policy the storage policy that the table is to have */
    public static CopyNames there(TableName live, String policy) {
        return of(live, "to_" + policy, "to_" + policy, "before_" + policy, false);
    }

    /** @param policy the storage policy that the table has, and is to leave */
    public static CopyNames back(TableName live, String policy) {
        return of(live, "before_" + policy, "back_from_" + policy, "left_" + policy, true);
    }

    /** For rows of {@link OldToolBackup}; {@code other} and {@code kept} do not take part. */
    static CopyNames adopting(TableName live) {
        return of(live, "to_old_tool", "back_from_old_tool", "left_old_tool", true);
    }

    /** Whether a table of this name belongs to a copy, and is none to be migrated itself. */
    public static boolean isOwn(String table) {
        return OWN.matcher(table).matches();
    }

    private static CopyNames of(TableName live, String other, String helpers, String kept, boolean back) {
        return new CopyNames(
                live,
                beside(live, other),
                beside(live, helpers + "__staging"),
                beside(live, helpers + "__progress"),
                beside(live, kept),
                back);
    }

    private static TableName beside(TableName live, String suffix) {
        return new TableName(live.database(), live.table() + "__" + suffix);
    }

    /** Tables that nobody needs when all is done. */
    List<TableName> helpers() {
        return List.of(staging, progress);
    }
}
