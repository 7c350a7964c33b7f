package io.caravan.migration;

/**
 * Another server that keeps rows of a table: a replica, or a shard behind a Distributed table.
 *
 * @param local whether it is the one that the hub talks to
 */
record ReplicaFacts(String cluster, String host, int port, int shard, int replica, boolean local) {

    @Override
    public String toString() {
        return host + ":" + port + " (cluster " + cluster + ", shard " + shard + ", replica " + replica + ")";
    }
}
