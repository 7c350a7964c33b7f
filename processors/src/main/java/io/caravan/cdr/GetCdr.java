package io.caravan.cdr;

import java.io.InputStream;
import java.time.format.DateTimeFormatter;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The interface GetCdr: a window as the question, a reply as batches. */
public final class GetCdr {

    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    private final ObjectMapper json;
    private final int batchRows;

    /** @param batchRows most records in one batch */
    public GetCdr(ObjectMapper json, int batchRows) {
        this.json = json;
        this.batchRows = batchRows;
    }

    private record Question(List<String> accounts, String beginTime, String endTime) {}

    /** The body that asks for a window; both days are inclusive at the node. */
    public String question(Window window) throws JsonProcessingException {
        String day = DAY.format(window.day());
        return json.writeValueAsString(new Question(List.of(window.account()), day, day));
    }

    public CdrReply reply(InputStream body, Window window, PullRun run) {
        return new CdrReply(body, window, run, batchRows);
    }
}
