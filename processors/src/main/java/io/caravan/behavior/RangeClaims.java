package io.caravan.behavior;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Claims of ranges in the table {@code behavior_ranges}. Of several who claim from the same offset the first one wins,
 * since the token of a claim names only where it begins; everybody then reads what was claimed, and keeps to it.
 */
public final class RangeClaims {

    private static final int MOST_TRIES = 10;

    /**
     * How long what was read of a range is good for an insert. It must be far shorter than the store's window of tokens
     * lasts, in which it knows an insert that comes again.
     */
    private static final Duration GOOD = Duration.ofSeconds(60);

    /** What is good for no longer than this is read again first. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    private final ObjectMapper json;
    private final Clock clock;

    public RangeClaims(ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** Until when rows may be sent because of what is read of a range now, epoch milliseconds. */
    public long storeBy() {
        return clock.millis() + GOOD.toMillis();
    }

    /** Whether it is to be read again before rows are sent. */
    public boolean stale(long storeBy) {
        return clock.millis() > storeBy - FRESH.toMillis();
    }

    /** Parameters of the question for a range that was claimed. */
    public Map<String, Object> questionAgain(RangeClaim claim) {
        return Map.of(
                "topic", claim.topic(),
                "topic_id", claim.topicId(),
                "partition", claim.partition(),
                "first", claim.first());
    }

    /**
     * Sees that the range is still to be stored.
     *
     * @param answer one row: first_offset, last_offset, finished
     * @throws FinishedElsewhereException when somebody else has finished it
     */
    public void renew(List<Map<String, Object>> answer, RangeClaim claim) {
        if (answer.stream().anyMatch(row -> number(row, "finished") == 1)) {
            throw new FinishedElsewhereException(claim);
        }
    }

    /** Parameters of the question for the first range that ends at or after the next record of the batch. */
    public Map<String, Object> question(PartitionBatch batch) {
        return Map.of(
                "topic", batch.topic(),
                "topic_id", batch.topicId(),
                "partition", batch.partition(),
                "first", batch.next());
    }

    /**
     * The range that the next record is in.
     *
     * @param answer no row, or one: first_offset, last_offset, finished
     * @return null when it is in none
     */
    public RangeClaim known(List<Map<String, Object>> answer, PartitionBatch batch) {
        return answer.stream()
                .map(row -> claim(
                        batch, number(row, "first_offset"), number(row, "last_offset"), number(row, "finished") == 1))
                .filter(claim -> claim.holds(batch.next()))
                .findFirst()
                .orElse(null);
    }

    /**
     * The row that claims a range from the next record on.
     *
     * @param answer as for {@link #known}: a range that was claimed further on ends the new one
     */
    public String row(List<Map<String, Object>> answer, PartitionBatch batch) throws JsonProcessingException {
        long last = batch.last();
        for (Map<String, Object> row : answer) {
            last = Math.min(last, number(row, "first_offset") - 1);
        }
        return row(claim(batch, batch.next(), last, false), Map.of("traced", 1));
    }

    /**
     * Names where a claim begins. When the store has lost the row of a claim, and keeps its token, it takes the next try.
     *
     * @throws IllegalStateException when that was tried often enough
     */
    public String token(PartitionBatch batch, int tries) {
        String token = "claim:" + batch.topic() + ":" + batch.partition() + ":" + batch.next() + "@" + batch.topicId();
        if (tries >= MOST_TRIES) {
            throw new IllegalStateException("the store takes " + token + ", and shows no row of it");
        }
        return tries == 0 ? token : token + "#" + tries;
    }

    /** The row that tells what became of the records of a range. */
    public String finished(BehaviorRange range) throws JsonProcessingException {
        return row(
                range.claim(),
                Map.of(
                        "finished", 1,
                        "stored", range.tally().stored(),
                        "duplicates", range.tally().duplicates(),
                        "dead_lettered", range.tally().deadLettered()));
    }

    private String row(RangeClaim claim, Map<String, Object> result) throws JsonProcessingException {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("topic", claim.topic());
        row.put("topic_id", claim.topicId());
        row.put("kafka_partition", claim.partition());
        row.put("first_offset", claim.first());
        row.put("last_offset", claim.last());
        row.putAll(result);
        return json.writeValueAsString(row);
    }

    private static RangeClaim claim(PartitionBatch batch, long first, long last, boolean finished) {
        return new RangeClaim(batch.topic(), batch.topicId(), batch.partition(), first, last, finished);
    }

    private static long number(Map<String, Object> row, String column) {
        return ((Number) row.get(column)).longValue();
    }
}
