package io.caravan.embedded.vos.calls;

/**
 * One call record. Fields bear the names of the VOS interface; what is the account's is read from it.
 *
 * @param calleeGateway {@link EgressGateway#NONE} when the call never left
 * @param start         epoch milliseconds; decides the business day and never changes
 * @param stop          epoch milliseconds; equal to start when nobody answered
 * @param endDirection  0 caller, 1 callee, 2 server; negative when the record has none
 * @param endReason     SIP status, or a negative code of the node's own
 */
public record Cdr(
        long flowNo,
        Account account,
        String callerE164,
        String callerAccessE164,
        String callerGateway,
        String calleeE164,
        String calleeAccessE164,
        EgressGateway calleeGateway,
        long start,
        long stop,
        Rate rate,
        Charge charge,
        int endDirection,
        int endReason,
        int callLevel) {

    private static final int LONGER_BY_SECONDS = 61;
    private static final int DEARER_BY_MICROS = 10_000;

    public boolean answered() {
        return charge.holdTime() > 0;
    }

    public boolean leftTheNode() {
        return !calleeGateway.equals(EgressGateway.NONE);
    }

    /** The record after an operator has lengthened the call (and so its fee) that many times. */
    Cdr lengthened(int times) {
        int more = LONGER_BY_SECONDS * times;
        return with(stop + more * 1000L, Charge.of(account, rate, charge.holdTime() + more));
    }

    /** The record after an operator has raised its price that many times. */
    Cdr repriced(int times) {
        return with(stop, Charge.of(account, rate.raisedBy(DEARER_BY_MICROS * times), charge.holdTime()));
    }

    private Cdr with(long newStop, Charge newCharge) {
        return new Cdr(
                flowNo,
                account,
                callerE164,
                callerAccessE164,
                callerGateway,
                calleeE164,
                calleeAccessE164,
                calleeGateway,
                start,
                newStop,
                rate,
                newCharge,
                endDirection,
                endReason,
                callLevel);
    }
}
