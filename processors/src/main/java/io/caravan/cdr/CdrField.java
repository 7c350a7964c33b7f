package io.caravan.cdr;

import java.util.Arrays;
import java.util.List;

import io.caravan.clickhouse.block.Column;
import io.caravan.clickhouse.block.ColumnType;

/**
 * The 35 fields of a call record in GetCdr's {@code infoCdrs}, and the column each is stored in. This is the mapping: a
 * field is added, renamed or typed here and in {@code sql/clickhouse}, and nowhere else.
 *
 * <p>Source: field table of the VOS3000 web interface as met in the field, GetCdr.
 */
public enum CdrField {
    FLOW_NO("flowNo", "flow_no", Kind.REQUIRED_INTEGER, ColumnType.INT64),
    START("start", "start_time", Kind.REQUIRED_EPOCH_MS, ColumnType.DATETIME64_MS),
    STOP("stop", "stop_time", Kind.EPOCH_MS, ColumnType.DATETIME64_MS),
    ACCOUNT("account", "account", Kind.TEXT, ColumnType.STRING),
    ACCOUNT_NAME("accountName", "account_name", Kind.TEXT, ColumnType.STRING),
    CALLER_E164("callerE164", "caller_e164", Kind.TEXT, ColumnType.STRING),
    CALLER_ACCESS_E164("callerAccessE164", "caller_access_e164", Kind.TEXT, ColumnType.STRING),
    CALLER_PRODUCT_ID("callerProductId", "caller_product_id", Kind.TEXT, ColumnType.STRING),
    CALLER_TO_GATEWAY_E164("callerToGatewayE164", "caller_to_gateway_e164", Kind.TEXT, ColumnType.STRING),
    CALLER_GATEWAY("callerGateway", "caller_gateway", Kind.TEXT, ColumnType.STRING),
    CALLER_IP("callerip", "caller_ip", Kind.TEXT, ColumnType.STRING),
    CALLEE_E164("calleeE164", "callee_e164", Kind.TEXT, ColumnType.STRING),
    CALLEE_ACCESS_E164("calleeAccessE164", "callee_access_e164", Kind.TEXT, ColumnType.STRING),
    CALLEE_PRODUCT_ID("calleeProductId", "callee_product_id", Kind.TEXT, ColumnType.STRING),
    CALLEE_TO_GATEWAY_E164("calleeToGatewayE164", "callee_to_gateway_e164", Kind.TEXT, ColumnType.STRING),
    CALLEE_GATEWAY("calleeGateway", "callee_gateway", Kind.TEXT, ColumnType.STRING),
    CALLEE_IP("calleeip", "callee_ip", Kind.TEXT, ColumnType.STRING),
    HOLD_TIME("holdTime", "hold_time", Kind.SECONDS, ColumnType.UINT32),
    FEE_TIME("feeTime", "fee_time", Kind.SECONDS, ColumnType.UINT32),
    FEE("fee", "fee", Kind.MONEY, ColumnType.DECIMAL_18_6),
    FEE_PREFIX("feePrefix", "fee_prefix", Kind.TEXT, ColumnType.STRING),
    SUITE_FEE("suiteFee", "suite_fee", Kind.MONEY, ColumnType.DECIMAL_18_6),
    SUITE_FEE_TIME("suiteFeeTime", "suite_fee_time", Kind.SECONDS, ColumnType.UINT32),
    AGENT_ACCOUNT("agentAccount", "agent_account", Kind.TEXT, ColumnType.STRING),
    AGENT_NAME("agentName", "agent_name", Kind.TEXT, ColumnType.STRING),
    AGENT_FEE("agentFee", "agent_fee", Kind.MONEY, ColumnType.DECIMAL_18_6),
    AGENT_FEE_TIME("agentFeeTime", "agent_fee_time", Kind.SECONDS, ColumnType.UINT32),
    AGENT_FEE_PREFIX("agentFeePrefix", "agent_fee_prefix", Kind.TEXT, ColumnType.STRING),
    AGENT_SUITE_FEE("agentSuiteFee", "agent_suite_fee", Kind.MONEY, ColumnType.DECIMAL_18_6),
    AGENT_SUITE_FEE_TIME("agentSuiteFeeTime", "agent_suite_fee_time", Kind.SECONDS, ColumnType.UINT32),
    END_DIRECTION("endDirection", "end_direction", Kind.DIRECTION, ColumnType.INT8),
    END_REASON("endReason", "end_reason", Kind.CODE, ColumnType.INT32),
    CALL_LEVEL("callLevel", "call_level", Kind.CODE, ColumnType.INT32),
    BILLING_TYPE("billingType", "billing_type", Kind.CODE, ColumnType.INT32),
    BILLING_MODE("billingMode", "billing_mode", Kind.CODE, ColumnType.INT32);

    /** What a field holds, which decides how it is read. A missing one is 0, an empty text, or direction -1. */
    enum Kind {
        REQUIRED_INTEGER(1, Long.MAX_VALUE),
        REQUIRED_EPOCH_MS(CdrFieldReader.EARLIEST_EPOCH_MS, CdrFieldReader.LATEST_EPOCH_MS),
        EPOCH_MS(0, CdrFieldReader.LATEST_EPOCH_MS),
        TEXT(0, 0),
        SECONDS(0, CdrFieldReader.MOST_SECONDS),
        MONEY(0, 0),
        /** 0 caller, 1 callee, 2 server. */
        DIRECTION(Byte.MIN_VALUE, Byte.MAX_VALUE),
        CODE(Integer.MIN_VALUE, Integer.MAX_VALUE);

        private final long least;
        private final long most;

        Kind(long least, long most) {
            this.least = least;
            this.most = most;
        }

        boolean required() {
            return this == REQUIRED_INTEGER || this == REQUIRED_EPOCH_MS;
        }

        /** The least whole number that is allowed. */
        long least() {
            return least;
        }

        long most() {
            return most;
        }
    }

    private final String vosName;
    private final Kind kind;
    private final Column column;

    CdrField(String vosName, String column, Kind kind, ColumnType type) {
        this.vosName = vosName;
        this.kind = kind;
        this.column = new Column(column, type);
    }

    /** Its name in GetCdr, and in the hub's own replies. */
    public String vosName() {
        return vosName;
    }

    public boolean isText() {
        return kind == Kind.TEXT;
    }

    /** The column of the table {@code cdr}. */
    public String columnName() {
        return column.name();
    }

    Kind kind() {
        return kind;
    }

    ColumnType type() {
        return column.type();
    }

    static List<Column> columns() {
        return Arrays.stream(values()).map(field -> field.column).toList();
    }
}
