package io.caravan.embedded.vos.server;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The counters of one node: all requests together and each interface alone. */
final class RequestCounters {

    private volatile State state = new State();

    private record State(RequestCounter all, Map<String, RequestCounter> interfaces) {
        State() {
            this(new RequestCounter(), new ConcurrentHashMap<>());
        }
    }

    /** A request being answered; ending it twice counts once. */
    static final class Ticket implements AutoCloseable {

        private final RequestCounter all;
        private final RequestCounter one;
        private boolean ended;

        private Ticket(RequestCounter all, RequestCounter one) {
            this.all = all;
            this.one = one;
            all.begin();
            one.begin();
        }

        @Override
        public void close() {
            if (!ended) {
                ended = true;
                one.end();
                all.end();
            }
        }
    }

    /** What {@code /simulator/requests} shows of a node. */
    record Shown(RequestStats all, Map<String, RequestStats> interfaces) {}

    Ticket begin(String interfaceName) {
        State now = state;
        return new Ticket(now.all, now.interfaces.computeIfAbsent(interfaceName, name -> new RequestCounter()));
    }

    /** Of one interface, or of all together for null. */
    RequestStats stats(String interfaceName) {
        State now = state;
        RequestCounter counter = interfaceName == null ? now.all : now.interfaces.get(interfaceName);
        return (counter == null ? new RequestCounter() : counter).stats();
    }

    Shown shown() {
        State now = state;
        Map<String, RequestStats> interfaces = new TreeMap<>();
        now.interfaces.forEach((name, counter) -> interfaces.put(name, counter.stats()));
        return new Shown(now.all.stats(), interfaces);
    }

    void reset() {
        state = new State();
    }
}
