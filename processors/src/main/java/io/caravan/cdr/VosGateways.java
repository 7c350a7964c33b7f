package io.caravan.cdr;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads GetGatewayMapping. */
public final class VosGateways {

    /**
     * The names of the mapping gateways on which calls of an account may come in: its own and those of nobody.
     *
     * @throws VosException when the node reports an error, or names none
     */
    public List<String> names(InputStream body, List<Window> windows) throws IOException {
        String account = windows.get(0).account();
        List<String> names = new ArrayList<>();
        try (var reply = new VosReply(body, "infoGatewayMappings")) {
            for (Optional<VosReply.Item> item = reply.next(); item.isPresent(); item = reply.next()) {
                String name = item.get().json().path("name").asText("");
                String owner = item.get().json().path("account").asText("");
                if (!name.isEmpty() && (owner.isEmpty() || owner.equals(account))) {
                    names.add(name);
                }
            }
        }
        if (names.isEmpty()) {
            throw new VosException(
                    VosException.INCOMPLETE, "the node names no mapping gateway of " + account + " to ask by");
        }
        return List.copyOf(names);
    }
}
