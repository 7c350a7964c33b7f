package io.caravan.embedded.vos.server;

/** One interface of the node: checks the question before the reply begins. */
@FunctionalInterface
interface VosInterface {

    /** @throws VosError when the node refuses: nothing of the reply has been written then */
    Reply answer(Question question) throws VosError;
}
