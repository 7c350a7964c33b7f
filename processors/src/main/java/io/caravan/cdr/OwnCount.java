package io.caravan.cdr;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

/** Proves by the node's own count that a window asked for in parts is whole. */
public final class OwnCount {

    private final CustomerFeeReport report = new CustomerFeeReport();

    public String question(List<Window> windows) throws JsonProcessingException {
        Window window = windows.get(0);
        return report.question(List.of(window.account()), window.day());
    }

    /**
     * Compares the node's count with what came. Nobody knows whether the node counts the records that we reject.
     *
     * @throws VosException when they differ, or the node does not answer this question
     */
    public void check(InputStream body, WindowPull pull) throws IOException {
        Window window = pull.windows().get(0);
        JsonNode row = report.rows(body, window.node().zone(), window.day()).get(window.account());
        long count = row == null ? 0 : row.path("cdrCount").asLong();
        PulledWindow pulled = pull.of(window);
        long least = pulled.replied().records();
        long most = least + pulled.counts().rejected();
        if (count < least || count > most) {
            throw new VosException(
                    VosException.INCOMPLETE,
                    "gateway by gateway " + least + " records came, and the node counts " + count);
        }
    }
}
