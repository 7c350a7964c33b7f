package io.caravan.cdr.reconciliation;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.Exchange;

import io.caravan.cdr.CustomerFeeReport;
import io.caravan.cdr.VosException;
import io.caravan.hub.log.Causes;

/** A node's own totals of accounts, asked for by a {@link CustomerFeeReport}; its {@code totalTime} is billed seconds. */
public final class GetReportCustomerFee {

    private final CustomerFeeReport report = new CustomerFeeReport();
    private final Clock clock;

    public GetReportCustomerFee(Clock clock) {
        this.clock = clock;
    }

    /** The batch with the moment of asking. */
    public TotalsBatch begin(TotalsBatch batch) {
        return batch.askedAt(clock.instant());
    }

    public String question(TotalsBatch batch) throws JsonProcessingException {
        return report.question(batch.accounts(), batch.day());
    }

    /**
     * One row for each account that was asked for.
     *
     * @throws VosException when the node reports an error, or the reply is not what was asked for
     */
    public List<NodeTotals> answer(InputStream body, TotalsBatch batch) throws IOException {
        Map<String, JsonNode> rows = report.rows(body, batch.node().zone(), batch.day());
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
