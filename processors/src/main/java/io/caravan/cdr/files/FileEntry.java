package io.caravan.cdr.files;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What became of a file: a row of {@code cdr_files}.
 *
 * @param state taking, done or failed
 * @param rows records stored
 * @param rejected records among the dead letters
 * @param duplicates records left out, since they stand in the file before, byte for byte
 * @param days business days of the stored records
 * @param error why it failed; empty when it did not
 * @param repeated how often the same content came again
 * @param version moment of writing, epoch milliseconds: the highest counts
 */
public record FileEntry(
        @JsonProperty("node_id") int nodeId,
        String sha256,
        String name,
        String state,
        long rows,
        long rejected,
        long duplicates,
        List<LocalDate> days,
        @JsonProperty("run_id") UUID runId,
        @JsonProperty("started_at") Instant startedAt,
        @JsonProperty("finished_at") Instant finishedAt,
        String error,
        int repeated,
        long version) {

    static FileEntry taking(DroppedFile file) {
        return of(file, "taking", 0, 0, 0, List.of(), null, "");
    }

    static FileEntry done(DroppedFile file, FileBatches batches, Instant now) {
        return of(file, "done", batches.rows(), batches.rejected(), batches.duplicates(), batches.days(), now, "");
    }

    static FileEntry failed(DroppedFile file, String why, Instant now) {
        return of(file, "failed", 0, 0, 0, List.of(), now, why);
    }

    /** The same content once more. */
    FileEntry again(Instant now) {
        long after = Math.max(version + 1, now.toEpochMilli());
        return new FileEntry(
                nodeId,
                sha256,
                name,
                state,
                rows,
                rejected,
                duplicates,
                days,
                runId,
                startedAt,
                finishedAt,
                error,
                repeated + 1,
                after);
    }

    private static FileEntry of(
            DroppedFile file,
            String state,
            long rows,
            long rejected,
            long duplicates,
            List<LocalDate> days,
            Instant finishedAt,
            String error) {
        return new FileEntry(
                file.node().id(),
                file.sha256(),
                file.name(),
                state,
                rows,
                rejected,
                duplicates,
                days,
                file.run().id(),
                file.startedAt(),
                finishedAt,
                error,
                0,
                version(file, finishedAt));
    }

    /** The end must count more than the begin, however close they are. */
    private static long version(DroppedFile file, Instant finishedAt) {
        long begun = file.startedAt().toEpochMilli();
        return finishedAt == null ? begun : Math.max(begun + 1, finishedAt.toEpochMilli());
    }
}
