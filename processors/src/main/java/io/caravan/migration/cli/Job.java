package io.caravan.migration.cli;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/** A migration as the hub tells it; see {@code docs/http-api.md}. */
record Job(
        String id,
        String state,
        String reason,
        JsonNode request,
        Count partitions,
        Count bytes,
        long bytesPerSecond,
        Instant readyAt,
        List<Table> tables) {

    private static final Set<String> ENDS = Set.of("done", "failed", "partial", "cancelled", "rolled_back", "locked");

    record Count(long total, long done, long failed) {}

    record Name(String database, String table) {
        @Override
        public String toString() {
            return database + "." + table;
        }
    }

    record Table(Name table, String state, String way, String policy, String error, List<String> notes) {}

    record Listing(List<Job> migrations) {}

    /** Whether nothing happens any more, or not soon. */
    boolean ended() {
        return ENDS.contains(state);
    }

    boolean done() {
        return "done".equals(state) || "rolled_back".equals(state);
    }

    /** As it is when no command is at it. */
    Job withNobody() {
        return ended() || "paused".equals(state)
                ? this
                : new Job(
                        id,
                        state,
                        "no command is at it; the same one goes on",
                        request,
                        partitions,
                        bytes,
                        bytesPerSecond,
                        readyAt,
                        tables);
    }

    /** 0 done, 1 failed, 3 locked, 4 partial. */
    int exitCode() {
        return switch (state) {
            case "done", "rolled_back" -> 0;
            case "locked" -> 3;
            case "partial" -> 4;
            default -> 1;
        };
    }

    String title() {
        return what(request);
    }

    /** What a request asks for. */
    static String what(JsonNode request) {
        String table = request.path("table").asText("");
        String database = request.path("database").asText();
        return (table.isEmpty() || "null".equals(table) ? "database " + database : "table " + database + "." + table)
                + ("to-local".equals(request.path("direction").asText()) ? " to local disks" : " to S3");
    }

    /** The state as people say it. */
    String inWords() {
        return state.replace('_', ' ').toLowerCase(Locale.ROOT);
    }
}
