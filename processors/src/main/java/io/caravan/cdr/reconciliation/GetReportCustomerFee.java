package io.caravan.cdr.reconciliation;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.Exchange;

import io.caravan.cdr.VosException;
import io.caravan.hub.log.Causes;

/**
 * The interface GetReportCustomerFee with period 1: a node's own totals of accounts, per day. Source: parameter and field
 * list of the VOS3000 web interface; {@code totalTime} is billed seconds, a row names its day by the local midnight.
 */
public final class GetReportCustomerFee {

    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final int PER_DAY = 1;
    /** Fifty rows are some 50 kB. */
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private final ObjectMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private final Clock clock;

    public GetReportCustomerFee(Clock clock) {
        this.clock = clock;
    }

    private record Question(List<String> accounts, int period, String beginTime, String endTime) {}

    /** The batch with the moment of asking. */
    public TotalsBatch begin(TotalsBatch batch) {
        return batch.askedAt(clock.instant());
    }

    public String question(TotalsBatch batch) throws JsonProcessingException {
        String day = DAY.format(batch.day());
        return json.writeValueAsString(new Question(batch.accounts(), PER_DAY, day, day));
    }

    /**
     * One row for each account that was asked for.
     *
     * @throws VosException when the node reports an error, or the reply is not what was asked for
     */
    public List<NodeTotals> answer(InputStream body, TotalsBatch batch) throws IOException {
        JsonNode reply = reply(body);
        Map<String, JsonNode> rows = new HashMap<>();
        reply.path("infoReportCustomerFees").forEach(row -> {
            if (isOf(batch, row)) {
                rows.put(row.path("account").asText(), row);
            }
        });
        return batch.accounts().stream()
                .map(account -> totals(batch, account, rows.get(account)))
                .toList();
    }

    /** No account's totals are known, all for the same reason. */
    public List<NodeTotals> notAnswered(TotalsBatch batch, Exception cause) {
        Instant now = clock.instant();
        String reason = reason(cause);
        return batch.accounts().stream()
                .map(account -> NodeTotals.notAnswered(batch, account, reason, now))
                .toList();
    }

    /** In a few words, what the node or the network said. */
    public String reason(Exception cause) {
        Throwable said = cause;
        // A split wraps what fails in it.
        while (said instanceof CamelExchangeException && said.getCause() != null) {
            said = said.getCause();
        }
        return Causes.brief(said);
    }

    /** For a doCatch that is done: the caller stops asking. */
    public void rethrow(Exchange exchange) throws Exception {
        throw exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    }

    private JsonNode reply(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MOST_BYTES);
        JsonNode reply;
        try {
            reply = json.readTree(bytes);
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

    private static boolean isOf(TotalsBatch batch, JsonNode row) {
        JsonNode begin = row.path("beginTime");
        return begin.canConvertToLong()
                && LocalDate.ofInstant(
                                Instant.ofEpochMilli(begin.longValue()),
                                batch.node().zone())
                        .equals(batch.day());
    }

    private NodeTotals totals(TotalsBatch batch, String account, JsonNode row) {
        Instant now = clock.instant();
        if (row == null) {
            return NodeTotals.notAnswered(batch, account, "the reply has no row of this account and day", now);
        }
        JsonNode count = row.path("cdrCount");
        JsonNode fee = row.path("totalFee");
        if (!count.isIntegralNumber() || count.longValue() < 0 || !fee.isNumber()) {
            return NodeTotals.notAnswered(batch, account, "cdrCount and totalFee are no numbers", now);
        }
        BigDecimal amount = fee.decimalValue();
        // The bounds first: a number of millions of digits would cost minutes to round.
        if (amount.precision() > 100 || Math.abs(amount.scale()) > 100) {
            return NodeTotals.notAnswered(batch, account, "totalFee has more than 100 digits", now);
        }
        return NodeTotals.answered(
                batch,
                account,
                count.longValue(),
                amount.setScale(6, RoundingMode.HALF_UP),
                Math.max(0, row.path("totalTime").asLong()),
                now);
    }
}
