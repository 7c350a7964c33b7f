package io.caravan.cdr;

import java.io.InputStream;
import java.time.format.DateTimeFormatter;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The interface GetCdr: windows as the question, a reply as batches. */
public final class GetCdr {

    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    private final ObjectMapper json;
    private final PullTimes times;
    private final int batchRows;
    private final BatchRoom room = new BatchRoom(Runtime.getRuntime().maxMemory());

    /** @param batchRows most records in one batch */
    public GetCdr(ObjectMapper json, PullTimes times, int batchRows) {
        this.json = json;
        this.times = times;
        this.batchRows = batchRows;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Question(List<String> accounts, String beginTime, String endTime, String callerGateway) {}

    /** The body that asks for adjacent windows of an account; both days are inclusive at the node. */
    public String question(List<Window> windows) throws JsonProcessingException {
        return questionOfGateway(windows, null);
    }

    /** The body that asks for the calls among them that came in on a mapping gateway. */
    public String questionOfGateway(List<Window> windows, String gateway) throws JsonProcessingException {
        Window first = windows.get(0);
        Window last = windows.get(windows.size() - 1);
        return json.writeValueAsString(
                new Question(List.of(first.account()), DAY.format(first.day()), DAY.format(last.day()), gateway));
    }

    /** @param known what the store holds of the windows */
    public WindowPull begin(List<Window> windows, PullRun run, KnownRecords known) {
        return new WindowPull(windows, run, known, times::pulledWhole);
    }

    /** All replies of the pull have been read. */
    public void allRead(WindowPull pull) {
        pull.allRead();
    }

    /** @param call that is answered by this reply, and ends when it has been read */
    public CdrReply reply(InputStream body, WindowPull pull, NodeCalls.Permit call) {
        return pull.reply(body, batchRows, room, call::end);
    }
}
