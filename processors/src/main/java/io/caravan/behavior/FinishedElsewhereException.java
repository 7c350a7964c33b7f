package io.caravan.behavior;

/** Another hub, which has the partition by now, has stored the range. */
final class FinishedElsewhereException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FinishedElsewhereException(RangeClaim claim) {
        super("another hub has stored " + claim.token());
    }
}
