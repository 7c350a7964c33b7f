package io.caravan.cdr;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

/** Compares a row of the table cdr with the record it came from, by a mapping written down once more. */
final class StoredRow {

    private static final Map<String, String> TEXTS = Map.ofEntries(
            entry("account", "account"),
            entry("accountName", "account_name"),
            entry("callerE164", "caller_e164"),
            entry("callerAccessE164", "caller_access_e164"),
            entry("callerProductId", "caller_product_id"),
            entry("callerToGatewayE164", "caller_to_gateway_e164"),
            entry("callerGateway", "caller_gateway"),
            entry("callerip", "caller_ip"),
            entry("calleeE164", "callee_e164"),
            entry("calleeAccessE164", "callee_access_e164"),
            entry("calleeProductId", "callee_product_id"),
            entry("calleeToGatewayE164", "callee_to_gateway_e164"),
            entry("calleeGateway", "callee_gateway"),
            entry("calleeip", "callee_ip"),
            entry("feePrefix", "fee_prefix"),
            entry("agentAccount", "agent_account"),
            entry("agentName", "agent_name"),
            entry("agentFeePrefix", "agent_fee_prefix"));
    private static final Map<String, String> INTEGERS = Map.ofEntries(
            entry("flowNo", "flow_no"),
            entry("start", "start_time"),
            entry("stop", "stop_time"),
            entry("holdTime", "hold_time"),
            entry("feeTime", "fee_time"),
            entry("suiteFeeTime", "suite_fee_time"),
            entry("agentFeeTime", "agent_fee_time"),
            entry("agentSuiteFeeTime", "agent_suite_fee_time"),
            entry("endDirection", "end_direction"),
            entry("endReason", "end_reason"),
            entry("callLevel", "call_level"),
            entry("billingType", "billing_type"),
            entry("billingMode", "billing_mode"));
    private static final Map<String, String> MONEY =
            Map.of("fee", "fee", "suiteFee", "suite_fee", "agentFee", "agent_fee", "agentSuiteFee", "agent_suite_fee");

    private StoredRow() {}

    /** @param row times as epoch milliseconds; null when there is none */
    static void assertEqual(JsonNode row, JsonNode record, ZoneId zone) {
        assertThat(row).as("row of %s", record).isNotNull();
        assertThat(TEXTS.size() + INTEGERS.size() + MONEY.size()).isEqualTo(35);
        TEXTS.forEach((field, column) -> assertThat(row.get(column).textValue())
                .as(column)
                .isEqualTo(record.path(field).asText("")));
        INTEGERS.forEach((field, column) -> assertThat(row.get(column).longValue())
                .as(column)
                .isEqualTo(record.path(field).asLong(field.equals("endDirection") ? -1 : 0)));
        MONEY.forEach((field, column) -> assertThat(row.get(column).decimalValue())
                .as(column)
                .isEqualByComparingTo(record.has(field) ? record.get(field).decimalValue() : BigDecimal.ZERO));
        assertThat(row.get("day").textValue())
                .isEqualTo(Instant.ofEpochMilli(record.get("start").longValue())
                        .atZone(zone)
                        .toLocalDate()
                        .toString());
    }
}
