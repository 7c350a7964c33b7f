package io.caravan.cdr;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The accounts that nodes name by GetAllCustomers, remembered for a while: nodes slow down when they are asked often. */
public final class VosAccounts {

    private final Map<Integer, Known> known = new ConcurrentHashMap<>();
    private final Duration lasting;
    private final Clock clock;

    private record Known(List<String> names, Instant at) {}

    /** @param lasting how long a node's answer is taken for true */
    public VosAccounts(Duration lasting, Clock clock) {
        this.lasting = lasting;
        this.clock = clock;
    }

    /** Whether the node must be asked again. */
    public boolean stale(VosNode node) {
        Known last = known.get(node.id());
        return last == null || !clock.instant().isBefore(last.at().plus(lasting));
    }

    /**
     * Remembers what the node replied.
     *
     * @throws VosException when the node reports an error
     */
    public void remember(InputStream body, VosNode node) throws IOException {
        List<String> names = new ArrayList<>();
        try (var reply = new VosReply(body, "infoCustomerBriefs")) {
            for (Optional<VosReply.Item> item = reply.next(); item.isPresent(); item = reply.next()) {
                String account = item.get().json().path("account").asText("");
                if (!account.isEmpty()) {
                    names.add(account);
                }
            }
        }
        known.put(node.id(), new Known(List.copyOf(names), clock.instant()));
    }

    /** The accounts to pull: those that the node named last, and of them those that its configuration asks for. */
    public List<String> of(VosNode node) {
        Known last = known.get(node.id());
        if (last == null) {
            return none();
        }
        return last.names().stream().filter(node::wants).distinct().toList();
    }

    /** No account, as long as the node has not answered. */
    public List<String> none() {
        return List.of();
    }
}
