package io.caravan.migration;

import java.util.List;

/**
 * The replicas of a table as {@code system.replicas} has them.
 *
 * @param others names of those on other servers, or under other names on this one
 */
record TableReplicas(String database, String table, List<String> others) {

    TableReplicas {
        others = List.copyOf(others);
    }
}
