package io.caravan.embedded.vos.server;

/** One interface of the node: checks the question before the reply begins. */
@FunctionalInterface
interface VosInterface {

    /** @throws VosError when the node refuses: nothing of the reply has been written then */
    Reply answer(Question question) throws VosError;

    /** Call records in the reply, as far as it takes the node longer to find more of them. */
    default long records(Question question) throws VosError {
        return 0;
    }
}
