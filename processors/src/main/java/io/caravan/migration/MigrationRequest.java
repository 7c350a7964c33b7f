package io.caravan.migration;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * What a migration is to do; checked.
 *
 * @param table null when the mode is FULL
 * @param policy storage policy that the tables are to have; null: they keep theirs
 * @param volume of that policy; null: the one whose disks are S3, or are local, as the direction says
 * @param olderThan only partitions whose youngest row or, where no time is in the partition key, youngest part is older;
 *     null: all
 * @param parallelism partitions of a table at the same time
 * @param bandwidth bytes a second that each partition may write; 0: no limit
 * @param pause after each partition
 * @param window null: at any hour
 * @param oldProgress partitions that a run of ClickhouseMigratorS3 had copied and dropped when it ended, values by table
 */
public record MigrationRequest(
        String id,
        Mode mode,
        String database,
        String table,
        String policy,
        String volume,
        Direction direction,
        Way way,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Duration olderThan,
        int parallelism,
        long bandwidth,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Duration pause,
        Window window,
        Map<String, List<String>> oldProgress) {

    private static final String BACK = "-back";

    public MigrationRequest {
        oldProgress = oldProgress == null ? Map.of() : Map.copyOf(oldProgress);
    }

    MigrationRequest withId(String newId) {
        return with(newId, oldProgress);
    }

    private MigrationRequest with(String newId, Map<String, List<String>> progress) {
        return new MigrationRequest(
                newId,
                mode,
                database,
                table,
                policy,
                volume,
                direction,
                way,
                olderThan,
                parallelism,
                bandwidth,
                pause,
                window,
                progress);
    }

    /** The same tables, back. It has a name of its own in the journals of tables. */
    MigrationRequest back() {
        Direction opposite = direction == Direction.TO_S3 ? Direction.TO_LOCAL : Direction.TO_S3;
        return new MigrationRequest(
                id + BACK,
                mode,
                database,
                table,
                null,
                null,
                opposite,
                Way.MOVE,
                null,
                parallelism,
                bandwidth,
                pause,
                null,
                Map.of());
    }

    /** The migration that this leads back from; null when it leads nowhere back. */
    String backFrom() {
        return id.endsWith(BACK) ? id.substring(0, id.length() - BACK.length()) : null;
    }

    /** For people. */
    @JsonIgnore
    public String what() {
        return (table == null ? "database " + database : "table " + database + "." + table)
                + (direction == Direction.TO_S3 ? " to S3" : " to local disks");
    }

    /** Whether the other asks for the same, by whatever id, and whatever an older tool has done before. */
    boolean asksForTheSameAs(MigrationRequest other) {
        return with("", Map.of()).equals(other.with("", Map.of()));
    }
}
