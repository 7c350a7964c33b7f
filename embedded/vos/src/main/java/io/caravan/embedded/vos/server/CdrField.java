package io.caravan.embedded.vos.server;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;

import io.caravan.embedded.vos.calls.Micros;

/** The 35 fields of a record under the names of the interface, encoded once. */
enum CdrField {
    flowNo,
    account,
    accountName,
    callerE164,
    callerAccessE164,
    callerProductId,
    callerToGatewayE164,
    callerGateway,
    callerip,
    calleeE164,
    calleeAccessE164,
    calleeProductId,
    calleeToGatewayE164,
    calleeGateway,
    calleeip,
    start,
    stop,
    holdTime,
    feeTime,
    fee,
    feePrefix,
    suiteFee,
    suiteFeeTime,
    agentAccount,
    agentName,
    agentFee,
    agentFeeTime,
    agentFeePrefix,
    agentSuiteFee,
    agentSuiteFeeTime,
    endDirection,
    endReason,
    callLevel,
    billingType,
    billingMode;

    private final SerializedString encoded = new SerializedString(name());

    void text(JsonGenerator json, String value) throws IOException {
        json.writeFieldName(encoded);
        json.writeString(value);
    }

    void text(JsonGenerator json, SerializedString value) throws IOException {
        json.writeFieldName(encoded);
        json.writeString(value);
    }

    void whole(JsonGenerator json, long value) throws IOException {
        json.writeFieldName(encoded);
        json.writeNumber(value);
    }

    void money(JsonGenerator json, long micros) throws IOException {
        json.writeFieldName(encoded);
        if (micros == 0) {
            json.writeNumber(0);
        } else {
            json.writeNumber(Micros.text(micros));
        }
    }
}
