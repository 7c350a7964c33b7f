package io.caravan.embedded.vos.server;

import io.caravan.embedded.vos.calls.Cdr;

/**
 * The optional filters of GetCdr; an empty text does not filter. A number is compared whole, with the number as processed
 * and as received.
 */
record CdrFilter(String callerE164, String calleeE164, String callerGateway, String calleeGateway) {

    static CdrFilter of(Question question) throws VosError {
        return new CdrFilter(
                question.text("callerE164"),
                question.text("calleeE164"),
                question.text("callerGateway"),
                question.text("calleeGateway"));
    }

    boolean matches(Cdr cdr) {
        return passes(callerE164, cdr.callerE164(), cdr.callerAccessE164())
                && passes(calleeE164, cdr.calleeE164(), cdr.calleeAccessE164())
                && passes(callerGateway, cdr.callerGateway(), cdr.callerGateway())
                && passes(
                        calleeGateway,
                        cdr.calleeGateway().name(),
                        cdr.calleeGateway().name());
    }

    private static boolean passes(String wanted, String one, String other) {
        return wanted.isEmpty() || wanted.equals(one) || wanted.equals(other);
    }
}
