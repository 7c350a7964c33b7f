package io.caravan.cdr;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a GetCdr reply holds, read as a stream: memory holds the newest records alone.
 *
 * @param records as the node sent them, newest first
 * @param total how many the reply held
 */
public record NewestRecords(List<JsonNode> records, long total) {

    private static final Comparator<JsonNode> BY_START =
            Comparator.comparingLong(record -> record.path("start").asLong());

    /**
     * @param most records to keep
     * @throws VosException when the node reports an error, or its reply is cut off or no JSON
     */
    public static NewestRecords read(InputStream body, int most) throws IOException {
        PriorityQueue<JsonNode> newest = new PriorityQueue<>(BY_START);
        long total = 0;
        try (var reply = new VosReply(body, "infoCdrs")) {
            for (Optional<VosReply.Item> item = reply.next(); item.isPresent(); item = reply.next()) {
                total++;
                newest.add(item.get().json());
                if (newest.size() > most) {
                    newest.poll();
                }
            }
        }
        List<JsonNode> sorted = new ArrayList<>(newest);
        sorted.sort(BY_START.reversed());
        return new NewestRecords(sorted, total);
    }
}
