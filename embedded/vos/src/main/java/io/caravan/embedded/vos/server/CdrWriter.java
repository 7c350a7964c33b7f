package io.caravan.embedded.vos.server;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;

import io.caravan.embedded.vos.calls.Account;
import io.caravan.embedded.vos.calls.Cdr;
import io.caravan.embedded.vos.calls.Charge;
import io.caravan.embedded.vos.calls.Defect;

/** Writes the records of one account, each with the fields in the order of the interface's description. */
final class CdrWriter {

    private static final SerializedString UNREADABLE = new SerializedString("n/a");

    private final JsonGenerator json;
    private final Account account;
    private final SerializedString login;
    private final SerializedString name;
    private final SerializedString agentAccount;
    private final SerializedString agentName;

    CdrWriter(JsonGenerator json, Account account) {
        this.json = json;
        this.account = account;
        login = new SerializedString(account.login());
        name = new SerializedString(account.name());
        agentAccount = new SerializedString(account.agentAccount());
        agentName = new SerializedString(account.agentName());
    }

    void write(Cdr cdr, Defect defect) throws IOException {
        json.writeStartObject();
        whole(CdrField.flowNo, cdr.flowNo(), defect, Defect.FLOW_NO_MISSING, Defect.FLOW_NO_IS_TEXT);
        CdrField.account.text(json, login);
        CdrField.accountName.text(json, name);
        parties(cdr);
        whole(CdrField.start, cdr.start(), defect, Defect.START_MISSING, Defect.START_IS_TEXT);
        CdrField.stop.whole(json, cdr.stop());
        whole(CdrField.holdTime, cdr.charge().holdTime(), defect, null, Defect.HOLD_TIME_IS_TEXT);
        charges(cdr, defect);
        if (cdr.endDirection() >= 0) {
            CdrField.endDirection.whole(json, cdr.endDirection());
        }
        CdrField.endReason.whole(json, cdr.endReason());
        CdrField.callLevel.whole(json, cdr.callLevel());
        CdrField.billingType.whole(json, 0);
        CdrField.billingMode.whole(json, 1);
        json.writeEndObject();
    }

    private void parties(Cdr cdr) throws IOException {
        boolean left = cdr.leftTheNode();
        CdrField.callerE164.text(json, cdr.callerE164());
        CdrField.callerAccessE164.text(json, cdr.callerAccessE164());
        CdrField.callerProductId.text(json, account.productId());
        CdrField.callerToGatewayE164.text(json, left ? cdr.callerE164() : "");
        CdrField.callerGateway.text(json, cdr.callerGateway());
        CdrField.callerip.text(json, account.ip());
        CdrField.calleeE164.text(json, cdr.calleeE164());
        CdrField.calleeAccessE164.text(json, cdr.calleeAccessE164());
        CdrField.calleeProductId.text(json, cdr.calleeGateway().productId());
        CdrField.calleeToGatewayE164.text(json, left ? cdr.calleeAccessE164() : "");
        CdrField.calleeGateway.text(json, cdr.calleeGateway().name());
        CdrField.calleeip.text(json, cdr.calleeGateway().ip());
    }

    private void charges(Cdr cdr, Defect defect) throws IOException {
        Charge charge = cdr.charge();
        boolean hasAgent = !account.agentAccount().isEmpty();
        CdrField.feeTime.whole(json, charge.feeTime());
        if (defect == Defect.FEE_IS_TEXT) {
            CdrField.fee.text(json, UNREADABLE);
        } else {
            CdrField.fee.money(json, charge.fee());
        }
        CdrField.feePrefix.text(json, cdr.rate().prefix());
        CdrField.suiteFee.money(json, charge.suiteFee());
        CdrField.suiteFeeTime.whole(json, charge.suiteFeeTime());
        CdrField.agentAccount.text(json, agentAccount);
        CdrField.agentName.text(json, agentName);
        CdrField.agentFee.money(json, charge.agentFee());
        CdrField.agentFeeTime.whole(json, hasAgent ? charge.feeTime() : 0);
        CdrField.agentFeePrefix.text(json, hasAgent ? cdr.rate().prefix() : "");
        CdrField.agentSuiteFee.money(json, 0);
        CdrField.agentSuiteFeeTime.whole(json, 0);
    }

    private void whole(CdrField field, long value, Defect defect, Defect missing, Defect isText) throws IOException {
        if (defect == isText) {
            field.text(json, UNREADABLE);
        } else if (defect != missing) {
            field.whole(json, value);
        }
    }
}
