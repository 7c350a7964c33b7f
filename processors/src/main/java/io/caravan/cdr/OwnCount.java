package io.caravan.cdr;

import java.io.IOException;
import java.io.InputStream;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Proves by GetReportCustomerFee that a window asked for in parts is whole. */
public final class OwnCount {

    /** One row an account and day. */
    private static final int PER_DAY = 1;

    private final ObjectMapper json;

    public OwnCount(ObjectMapper json) {
        this.json = json;
    }

    public String question(List<Window> windows) throws JsonProcessingException {
        Window window = windows.get(0);
        String day = DateTimeFormatter.BASIC_ISO_DATE.format(window.day());
        return json.writeValueAsString(
                Map.of("accounts", List.of(window.account()), "period", PER_DAY, "beginTime", day, "endTime", day));
    }

    /**
     * Compares the node's count with what came. Nobody knows whether the node counts the records that we reject.
     *
     * @throws VosException when they differ, or the node does not answer this question
     */
    public void check(InputStream body, WindowPull pull) throws IOException {
        long count = 0;
        try (var reply = new VosReply(body, "infoReportCustomerFees")) {
            for (Optional<VosReply.Item> item = reply.next(); item.isPresent(); item = reply.next()) {
                count += item.get().json().path("cdrCount").asLong();
            }
        }
        PulledWindow pulled = pull.of(pull.windows().get(0));
        long least = pulled.replied().records();
        long most = least + pulled.counts().rejected();
        if (count < least || count > most) {
            throw new VosException(
                    VosException.INCOMPLETE,
                    "gateway by gateway " + least + " records came, and the node counts " + count);
        }
    }
}
