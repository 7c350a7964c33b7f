package io.caravan.cdr;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the accounts out of a GetAllCustomers reply. */
public final class VosAccounts {

    /**
     * The account names, or those the node's configuration asks for.
     *
     * @throws VosException when the node reports an error
     */
    public List<String> read(InputStream body, VosNode node) throws IOException {
        List<String> accounts = new ArrayList<>();
        try (var reply = new VosReply(body, "infoCustomerBriefs")) {
            for (Optional<VosReply.Item> item = reply.next(); item.isPresent(); item = reply.next()) {
                String account = item.get().json().path("account").asText("");
                if (!account.isEmpty()
                        && (node.accounts().isEmpty() || node.accounts().contains(account))) {
                    accounts.add(account);
                }
            }
        }
        return List.copyOf(accounts);
    }

    /** No account, as long as the node has not answered. */
    public List<String> none() {
        return List.of();
    }
}
