package io.caravan.cdr;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * The interface GetReportCustomerFee with period 1: a node's own totals of accounts, per day. Source: parameter and field
 * list of the VOS3000 web interface; a row names its day by the local midnight.
 */
public final class CustomerFeeReport {

    private static final int PER_DAY = 1;
    /** Fifty rows are some 50 kB. */
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private final ObjectMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private record Question(List<String> accounts, int period, String beginTime, String endTime) {}

    public String question(List<String> accounts, LocalDate day) throws JsonProcessingException {
        String date = DateTimeFormatter.BASIC_ISO_DATE.format(day);
        return json.writeValueAsString(new Question(accounts, PER_DAY, date, date));
    }

    /**
     * The rows of the day, by account.
     *
     * @throws VosException when the node reports an error, or the reply is none of this interface
     */
    public Map<String, JsonNode> rows(InputStream body, ZoneId zone, LocalDate day) throws IOException {
        Map<String, JsonNode> rows = new HashMap<>();
        reply(body).path("infoReportCustomerFees").forEach(row -> {
            if (isOf(row, zone, day)) {
                rows.put(row.path("account").asText(), row);
            }
        });
        return rows;
    }

    private JsonNode reply(InputStream body) throws IOException {
        JsonNode reply;
        try {
            reply = json.readTree(body.readNBytes(MOST_BYTES));
        } catch (JsonProcessingException e) {
            throw new VosException(VosException.UNREADABLE, "the reply is no JSON: " + e.getOriginalMessage(), e);
        }
        JsonNode answer = reply.isArray() ? reply.path(0) : reply;
        if (!answer.path("retCode").isInt()) {
            throw new VosException(VosException.NO_CODE, "the reply has no retCode");
        }
        if (answer.path("retCode").intValue() != 0) {
            throw new VosException(
                    answer.path("retCode").intValue(), answer.path("exception").asText(""));
        }
        return answer;
    }

    private static boolean isOf(JsonNode row, ZoneId zone, LocalDate day) {
        JsonNode begin = row.path("beginTime");
        return begin.canConvertToLong()
                && LocalDate.ofInstant(Instant.ofEpochMilli(begin.longValue()), zone)
                        .equals(day);
    }
}
