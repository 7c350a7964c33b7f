package io.caravan.embedded.vos.server;

import java.util.concurrent.atomic.AtomicLong;

import io.caravan.embedded.vos.calls.CallBook;
import io.caravan.embedded.vos.calls.VosNode;

/** One node as it is served: its calls, its counters, its knobs. */
final class SimulatedNode {

    private final VosNode node;
    private final CallBook book;
    private final KnobSettings settings;
    private final RequestCounters counters = new RequestCounters();
    private final AtomicLong requests = new AtomicLong();

    SimulatedNode(VosNode node, KnobSettings settings) {
        this.node = node;
        this.settings = settings;
        book = new CallBook(node);
    }

    VosNode node() {
        return node;
    }

    CallBook book() {
        return book;
    }

    Knobs knobs() {
        return settings.of(node.name());
    }

    RequestCounters counters() {
        return counters;
    }

    Fault nextFault(Knobs knobs) {
        return Fault.drawn(knobs, node.seed(), requests.getAndIncrement());
    }
}
